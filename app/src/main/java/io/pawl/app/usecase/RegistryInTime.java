// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.state.KeyUses;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.ClusterKeys;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.RemoteRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A registry whose calls together take no longer than a budget. What is not answered by then is a
 * question without an answer, or a change nobody knows the outcome of.
 */
public final class RegistryInTime implements RemoteRegistry {
  private final RemoteRegistry registry;
  private final TimeBudget budget;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          new ThreadFactoryBuilder().setNameFormat("pawl-in-time-%d").setDaemon(true).build());

  /** Asks a registry that stays open, and somebody else's to close, when this is closed. */
  public RegistryInTime(RemoteRegistry registry, TimeBudget budget) {
    this.registry = registry;
    this.budget = budget;
  }

  @Override
  public List<Fate> register(List<Registration> registrations) {
    if (budget.left().isZero()) {
      return all(registrations, Fate.NoLeader::new);
    }
    try {
      return within(() -> registry.register(registrations));
    } catch (TimeoutException late) {
      return all(registrations, Fate.Unknown::new);
    }
  }

  private static List<Fate> all(
      List<Registration> registrations, Function<Registration, Fate> fate) {
    return registrations.stream().map(fate).toList();
  }

  @Override
  public Optional<WriterRow> row(WriterKey key) {
    return read(() -> registry.row(key));
  }

  @Override
  public List<StoredRow> rows(DekId dek) {
    return read(() -> registry.rows(dek));
  }

  @Override
  public List<DekId> deks() {
    return read(registry::deks);
  }

  @Override
  public ClusterKeys keys() {
    return read(registry::keys);
  }

  @Override
  public KeyFate bootstrap() {
    return change(registry::bootstrap);
  }

  @Override
  public KeyFate rotate(Purpose purpose) {
    return change(() -> registry.rotate(purpose));
  }

  private KeyFate change(Callable<KeyFate> change) {
    if (budget.left().isZero()) {
      return new KeyFate.NoLeader();
    }
    try {
      return within(change);
    } catch (TimeoutException late) {
      return new KeyFate.Unknown();
    }
  }

  /** Ends in its own time: who says nothing by then is a part of the answer. */
  @Override
  public List<MemberStatus> status() {
    return registry.status();
  }

  @Override
  public KeyUses keyUses(NodeName member) {
    return read(() -> registry.keyUses(member));
  }

  @Override
  public LogPosition snapshot(NodeName member) {
    return read(() -> registry.snapshot(member));
  }

  private <T> T read(Callable<T> question) {
    try {
      return within(question);
    } catch (TimeoutException late) {
      throw new RemoteFault(Sentinel.NO_LEADER, "The time is over.", late);
    }
  }

  private <T> T within(Callable<T> call) throws TimeoutException {
    Future<T> running = threads.submit(call);
    try {
      return running.get(budget.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(requireNonNull(e.getCause(), "cause"));
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lateBecause(e);
    } finally {
      running.cancel(true);
    }
  }

  private static TimeoutException lateBecause(InterruptedException e) {
    TimeoutException late = new TimeoutException("The caller was interrupted.");
    late.initCause(e);
    return late;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
