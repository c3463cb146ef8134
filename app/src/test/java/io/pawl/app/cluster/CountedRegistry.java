// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

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
import io.pawl.ports.driven.RemoteRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Passes every call on to a cluster, and writes down which there were. */
final class CountedRegistry implements RemoteRegistry {
  private final RemoteRegistry registry;
  private final List<String> calls = new ArrayList<>();

  CountedRegistry(RemoteRegistry registry) {
    this.registry = registry;
  }

  /** By the names of their methods, in order, since this was asked last. */
  synchronized List<String> newCalls() {
    List<String> made = List.copyOf(calls);
    calls.clear();
    return made;
  }

  private synchronized RemoteRegistry noting(String call) {
    calls.add(call);
    return registry;
  }

  @Override
  public List<Fate> register(List<Registration> registrations) {
    return noting("register").register(registrations);
  }

  @Override
  public Optional<WriterRow> row(WriterKey key) {
    return noting("row").row(key);
  }

  @Override
  public List<StoredRow> rows(DekId dek) {
    return noting("rows").rows(dek);
  }

  @Override
  public List<DekId> deks() {
    return noting("deks").deks();
  }

  @Override
  public ClusterKeys keys() {
    return noting("keys").keys();
  }

  @Override
  public KeyFate bootstrap() {
    return noting("bootstrap").bootstrap();
  }

  @Override
  public KeyFate rotate(Purpose purpose) {
    return noting("rotate").rotate(purpose);
  }

  @Override
  public List<MemberStatus> status() {
    return noting("status").status();
  }

  @Override
  public KeyUses keyUses(NodeName member) {
    return noting("keyUses").keyUses(member);
  }

  @Override
  public LogPosition snapshot(NodeName member) {
    return noting("snapshot").snapshot(member);
  }

  @Override
  public void close() {
    registry.close();
  }
}
