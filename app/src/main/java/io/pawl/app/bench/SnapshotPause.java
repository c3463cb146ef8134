// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.bench;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.app.replica.Encryption;
import io.pawl.app.replica.Self;
import io.pawl.app.replica.StoredReplica;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Replica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * How late an entry is applied at the latest, while nothing else happens and while a snapshot is
 * being written. Entries come at a rate that a cluster on this machine does not reach; as many as
 * can be applied would measure how a collector clears away after them.
 */
public final class SnapshotPause {
  private static final int BATCH = WriterRegistrations.COUNT_MAX;
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1) / 10_000;
  private static final Self SELF =
      new Self(
          ClusterId.of("pawl-bench", 0), new NodeName("bench"), new Incarnation.Drawn(0, 1), "");

  private final Replica replica;
  private final Proposals proposals = new Proposals();
  private final AtomicLong longest = new AtomicLong();
  private final AtomicLong applied = new AtomicLong();
  private long index;

  private SnapshotPause(Replica replica) {
    this.replica = replica;
  }

  /** The quiet times, before and without a snapshot, last as long as is said. */
  public static void run(String engine, int rows, Duration quiet, Consumer<String> out)
      throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("pawl-bench");
    try (WriterRegistryStore store =
        StorageEngines.installed()
            .named(engine)
            .open(new StoreLocation(home.resolve("store"), SELF.cluster()))) {
      SnapshotPause pause =
          new SnapshotPause(StoredReplica.over(store, engine, SELF, Encryption.OFF));
      pause.fill(rows);
      pause.measure(home.resolve("snapshot"), quiet, out);
    } finally {
      MoreFiles.deleteRecursively(home, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private void fill(int rows) {
    for (int done = 0; done < rows; done += BATCH) {
      index++;
      var unused =
          replica
              .applier()
              .registerWriters(
                  new LogPosition(1, index),
                  new WriterRegistrations(proposals.take(Math.min(BATCH, rows - done))));
    }
  }

  private void measure(Path file, Duration quiet, Consumer<String> out)
      throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    Thread applying = new Thread(() -> applyUntil(stop), "applying");
    applying.start();
    TimeUnit.NANOSECONDS.sleep(quiet.toNanos());
    forget();
    TimeUnit.NANOSECONDS.sleep(quiet.toNanos());
    report("without a snapshot", (double) quiet.toNanos(), out);
    forget();
    long begin = System.nanoTime();
    var unused = replica.snapshots().write(file);
    report("while a snapshot is written", (double) (System.nanoTime() - begin), out);
    stop.set(true);
    applying.join();
  }

  /** What was due while something else went on is made up for, and was late all the same. */
  private void applyUntil(AtomicBoolean stop) {
    long due = System.nanoTime();
    while (!stop.get()) {
      due += INTERVAL_NANOS;
      LockSupport.parkNanos(due - System.nanoTime());
      index++;
      var unused =
          replica
              .applier()
              .registerWriter(
                  new LogPosition(1, index), new WriterRegistration(proposals.take(1).get(0)));
      longest.accumulateAndGet(System.nanoTime() - due, Math::max);
      applied.incrementAndGet();
    }
  }

  private void forget() {
    longest.set(0);
    applied.set(0);
  }

  private void report(String when, double nanos, Consumer<String> out) {
    out.accept(
        "%-28s %,8.1f s  %,9.0f applied/s  longest pause %,8.2f ms"
            .formatted(when, nanos / 1e9, applied.get() * 1e9 / nanos, longest.get() / 1e6));
  }
}
