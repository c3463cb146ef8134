// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driven.RemoteFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the log of a group begins on this node, and how far a snapshot reaches. Ratis waits for
 * ever, and silently, for entries that are neither in its log nor in a snapshot; so this is looked
 * at before Ratis is started.
 *
 * @param folder of the group's log and snapshots
 * @param first the first index that is in the log; {@link #NONE} if nothing is
 * @param snapshot the last index that is in a snapshot; {@link #NONE} if there is none
 */
public record LogBeginning(Path folder, long first, long snapshot) {
  public static final long NONE = -1;

  private static final Logger LOG = LoggerFactory.getLogger(LogBeginning.class);
  private static final Pattern SEGMENT = Pattern.compile("log_(?:inprogress_)?(\\d{1,18}).*");

  /**
   * Changes nothing.
   *
   * @throws RemoteFault {@code LOG_FAILED}: the folder cannot be read
   */
  public static LogBeginning of(Path logs, ClusterId group) {
    Path folder = logs.resolve(RatisSettings.groupId(group).getUuid().toString());
    try {
      return new LogBeginning(
          folder,
          LongStream.of(indices(folder.resolve("current"), SEGMENT)).min().orElse(NONE),
          LongStream.of(indices(snapshots(folder), SnapshotFolder.NAME)).max().orElse(NONE));
    } catch (IOException e) {
      throw new RemoteFault(Sentinel.LOG_FAILED, "%s cannot be read.".formatted(folder), e);
    }
  }

  private static Path snapshots(Path folder) {
    return folder.resolve("sm");
  }

  /** The last group of such names is an index. */
  private static long[] indices(Path folder, Pattern name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return new long[0];
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> name.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .mapToLong(matcher -> Long.parseLong(matcher.group(matcher.groupCount())))
          .toArray();
    }
  }

  /**
   * Brings the log and the votes to the device. Ratis takes for synced what it reads at its start,
   * but after a kill some of it may be in the system's memory only.
   *
   * @throws RemoteFault {@code LOG_FAILED}: the device did not take them
   */
  void makeDurable() {
    Path current = folder.resolve("current");
    if (!Files.isDirectory(current)) {
      return;
    }
    try (Stream<Path> files = Files.list(current)) {
      files.forEach(SnapshotFolder::sync);
      SnapshotFolder.sync(current);
    } catch (IOException | UncheckedIOException e) {
      throw new RemoteFault(Sentinel.LOG_FAILED, "%s cannot be synced.".formatted(folder), e);
    }
  }

  /** Whether entries before the log are in no snapshot: only a store can have them. */
  public boolean lacksSnapshot() {
    return first > snapshot + 1;
  }

  /**
   * Writes the snapshot that is lost anew from a store that reaches the log.
   *
   * @throws RemoteFault {@code STATE_MISMATCH}: the store does not reach it, or there is no log for
   *     what the store has
   */
  void mendFrom(RatisGroup group) {
    Optional<LogPosition> stored = group.replica().applier().lastApplied();
    long reached = stored.map(LogPosition::index).orElse(NONE);
    boolean lost = first == NONE && snapshot == NONE && reached != NONE;
    if (lost || first > Math.max(snapshot, reached) + 1) {
      throw new RemoteFault(Sentinel.STATE_MISMATCH, gap(reached));
    }
    if (lacksSnapshot()) {
      LogPosition written = write(group);
      LOG.warn(
          "No snapshot in {} reaches the log, which begins at {}; one was written from the store,"
              + " at {}.",
          folder,
          first,
          written);
    }
  }

  /** What does not fit together, in numbers. */
  public String gap(long reached) {
    return "In %s %s, and %s; %s."
        .formatted(
            folder,
            first == NONE ? "is no log" : "the log begins at index " + first,
            snapshot == NONE
                ? "there is no snapshot"
                : "the newest snapshot is of index " + snapshot,
            reached == NONE ? "the store is empty" : "the store is at index " + reached);
  }

  private LogPosition write(RatisGroup group) {
    SnapshotFolder into = new SnapshotFolder();
    try {
      into.open(snapshots(folder));
      return SnapshotTaker.write(group.replica().snapshots(), into, group.work());
    } catch (IOException e) {
      throw new RemoteFault(Sentinel.LOG_FAILED, "No snapshot was written.", e);
    }
  }
}
