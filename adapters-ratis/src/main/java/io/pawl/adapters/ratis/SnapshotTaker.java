// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driving.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots beside everything else, one at a time: entries go on being applied, and whoever
 * asks while one is being written waits for that one.
 */
final class SnapshotTaker {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private final Snapshots snapshots;
  private final SnapshotFolder folder;
  private final Path work;
  private final Executor executor;
  private volatile long notBefore = System.nanoTime();
  private CompletableFuture<LogPosition> running =
      CompletableFuture.failedFuture(new IllegalStateException("None yet."));

  /** {@code work} is where files are written before they get their names. */
  SnapshotTaker(Snapshots snapshots, SnapshotFolder folder, Path work, Executor executor) {
    this.snapshots = snapshots;
    this.folder = folder;
    this.work = work;
    this.executor = executor;
  }

  /** The snapshot that is being written, or a new one. */
  synchronized CompletableFuture<LogPosition> take() {
    begin();
    return running;
  }

  /** Begins to write a snapshot unless one is being written, or failed a moment ago. */
  synchronized void begin() {
    if (running.isDone() && System.nanoTime() - notBefore >= 0) {
      CompletableFuture<LogPosition> next = new CompletableFuture<>();
      running = next;
      executor.execute(() -> write(next));
    }
  }

  /** Whoever waits hears of a failure; often nobody does, so the log says it too. */
  private void write(CompletableFuture<LogPosition> result) {
    try {
      result.complete(write(snapshots, folder, work));
    } catch (IOException | RuntimeException e) {
      LOG.error("A snapshot could not be written; the log keeps what it would have held.", e);
      notBefore = System.nanoTime() + AFTER_FAILURE.toNanos();
      result.completeExceptionally(e);
    }
  }

  /** Writes one now, and publishes it. */
  static LogPosition write(Snapshots snapshots, SnapshotFolder folder, Path work)
      throws IOException {
    Files.createDirectories(work);
    Path file = work.resolve("snapshot.new");
    Files.deleteIfExists(file);
    LogPosition position = snapshots.write(file);
    folder.publish(file, position);
    return position;
  }
}
