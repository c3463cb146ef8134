// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.pawl.app.cluster.Registrations;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writers that register one epoch after the other, each on a thread of its own. Who gets no clear
 * answer asks the very same again, as a client should.
 */
final class WritersAtWork implements AutoCloseable {
  private static final int WRITERS = 4;
  private static final int DEK = 9;

  private final RemoteRegistry registry;
  private final List<Writer> writers = new ArrayList<>();
  private volatile boolean finished;
  private volatile @Nullable Throwable failure;

  private WritersAtWork(RemoteRegistry registry) {
    this.registry = registry;
  }

  static WritersAtWork through(ServeCluster cluster) {
    WritersAtWork work = new WritersAtWork(cluster.connect());
    for (int n = 0; n < WRITERS; n++) {
      Writer writer = work.new Writer("writer-" + n);
      work.writers.add(writer);
      writer.start();
    }
    return work;
  }

  int answers() {
    Throwable broken = failure;
    if (broken != null) {
      throw new AssertionError("A writer failed.", broken);
    }
    return writers.stream().mapToInt(writer -> writer.epoch.get()).sum();
  }

  /** Every writer gets the answer it waits for. */
  void finish() {
    finished = true;
    writers.forEach(Uninterruptibles::joinUninterruptibly);
    answers();
  }

  /** What was answered is stored, and nothing after it; no entry was answered twice. */
  void requireAllIn(List<StoredRow> rows) {
    assertThat(rows).hasSize(WRITERS);
    Set<Long> indices = new HashSet<>();
    for (Writer writer : writers) {
      assertThat(rows).anySatisfy(writer::requireIn);
      assertThat(writer.indices).allSatisfy(index -> assertThat(indices.add(index)).isTrue());
    }
  }

  @Override
  public void close() {
    finished = true;
    writers.forEach(Thread::interrupt);
    writers.forEach(Uninterruptibles::joinUninterruptibly);
    registry.close();
  }

  @Override
  public String toString() {
    return "answered epochs: " + writers.stream().map(writer -> writer.epoch).toList();
  }

  /** One of them. */
  private final class Writer extends Thread {
    private final String name;
    private final List<Long> indices = new ArrayList<>();
    private final AtomicInteger epoch = new AtomicInteger();

    Writer(String name) {
      this.name = name;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (!finished) {
          registerUntilAnswered(registration(epoch.get()));
          epoch.incrementAndGet();
        }
      } catch (RuntimeException | AssertionError e) {
        failure = e;
      }
    }

    /** The last answer may say that it was there already: to an attempt whose answer was lost. */
    private void registerUntilAnswered(Registration registration) {
      while (!isInterrupted()) {
        Fate fate = registry.register(List.of(registration)).get(0);
        if (fate instanceof Fate.Accepted accepted) {
          if (accepted.kind() != Fate.Kind.REPLAYED) {
            indices.add(accepted.index());
          }
          return;
        }
        assertThat(fate).isInstanceOfAny(Fate.Busy.class, Fate.NoLeader.class, Fate.Unknown.class);
      }
    }

    private Registration registration(int at) {
      return Registrations.of(DEK, name, at, at + 1L);
    }

    private void requireIn(StoredRow stored) {
      assertThat(stored.row().owner()).isEqualTo(registration(0).node());
      assertThat(stored.row().firstSeen().value()).isZero();
      assertThat(stored.row().lastSeen().value()).isEqualTo(epoch.get() - 1);
    }
  }
}
