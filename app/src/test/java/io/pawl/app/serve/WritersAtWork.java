// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.pawl.app.cluster.Registrations;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writers that register one epoch after the other, each on a thread of its own, and under the next
 * key when those of one are used up. Who gets no clear answer asks the very same again, as a client
 * should. Between two they pause for a moment, so that a node that starts has a processor, too.
 */
final class WritersAtWork implements AutoCloseable {
  private static final int WRITERS = 4;
  private static final int FIRST_KEY = 9;
  private static final int EPOCHS = LocalEpoch.MAX + 1;
  private static final Duration PAUSE = Duration.ofMillis(10);

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
    return writers.stream().mapToInt(writer -> writer.answered.get()).sum();
  }

  /** Every writer gets the answer it waits for. */
  void finish() {
    finished = true;
    writers.forEach(Uninterruptibles::joinUninterruptibly);
    answers();
  }

  /** What was answered is stored, and nothing after it; no entry was answered twice. */
  void requireAllIn(List<StoredRow> rows) {
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            writers.stream().flatMap(writer -> writer.rows().stream()).toList());
    Set<Long> indices = new HashSet<>();
    for (Writer writer : writers) {
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
    return "answered: " + writers.stream().map(writer -> writer.answered).toList();
  }

  /** One of them. */
  private final class Writer extends Thread {
    private final String name;
    private final List<Long> indices = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();

    Writer(String name) {
      this.name = name;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (!finished) {
          registerUntilAnswered(registration(answered.get()));
          answered.incrementAndGet();
          LockSupport.parkNanos(PAUSE.toNanos());
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
      return Registrations.of(FIRST_KEY + at / EPOCHS, name, at % EPOCHS, at + 1L);
    }

    /** What the registry must have of it: one row for each key, with the last epoch answered. */
    private List<StoredRow> rows() {
      List<StoredRow> rows = new ArrayList<>();
      for (int from = 0; from < answered.get(); from += EPOCHS) {
        Registration first = registration(from);
        Registration last = registration(Math.min(from + EPOCHS, answered.get()) - 1);
        rows.add(
            new StoredRow(
                last.key(),
                new WriterRow(last.node(), first.epoch(), last.epoch(), last.incarnation())));
      }
      return rows;
    }
  }
}
