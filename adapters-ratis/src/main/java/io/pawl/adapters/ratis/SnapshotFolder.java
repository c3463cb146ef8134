// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.state.LogPosition;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of a group, in the folder where Ratis looks for them: one portable file each, under
 * a name that says where it stands. A file gets its name when it is whole and durable, so every
 * file of such a name is a snapshot.
 */
final class SnapshotFolder implements StateMachineStorage {
  /** The term, then the index. */
  static final Pattern NAME = Pattern.compile("snapshot\\.(\\d{1,18})_(\\d{1,18})");

  private volatile @Nullable Path folder;
  private volatile @Nullable SingleFileSnapshotInfo latest;

  @Override
  public void init(RaftStorage storage) throws IOException {
    open(storage.getStorageDir().getStateMachineDir().toPath());
  }

  /** Makes the folder if there is none: a crash while Ratis replaces it can leave none. */
  void open(Path snapshots) throws IOException {
    folder = Files.createDirectories(snapshots);
    reload();
  }

  /** Looks again at what is there: Ratis replaces the folder when it installs a snapshot. */
  synchronized void reload() throws IOException {
    List<Path> newestFirst = newestFirst();
    latest = newestFirst.isEmpty() ? null : describe(newestFirst.get(0));
  }

  /** The newest snapshot; null before the first, as Ratis wants it. */
  @Override
  public @Nullable SingleFileSnapshotInfo getLatestSnapshot() {
    return latest;
  }

  Optional<Path> latestFile() {
    return Optional.ofNullable(latest).map(info -> info.getFile().getPath());
  }

  /**
   * Takes over a finished file; it is durable under its name on return. If a newer one was
   * installed meanwhile it is of no use any more, and removed.
   */
  void publish(Path written, LogPosition position) throws IOException {
    MD5Hash digest = MD5FileUtil.computeMd5ForFile(written.toFile());
    TermIndex at = TermIndex.valueOf(position.term(), position.index());
    synchronized (this) {
      SingleFileSnapshotInfo newest = latest;
      if (newest != null && newest.getIndex() >= at.getIndex()) {
        Files.delete(written);
        return;
      }
      Path target = folder().resolve("snapshot.%d_%d".formatted(at.getTerm(), at.getIndex()));
      MD5FileUtil.saveMD5File(target.toFile(), digest);
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      sync(folder());
      latest = new SingleFileSnapshotInfo(new FileInfo(target, digest), at);
    }
  }

  /** What Ratis received and moved here is not known to be on the device. */
  void makeDurable() throws IOException {
    Optional<Path> file = latestFile();
    if (file.isPresent()) {
      sync(file.get());
      sync(folder());
    }
  }

  @Override
  public void format() {
    // There is nothing to prepare: a folder without snapshots is one.
  }

  @Override
  public synchronized void cleanupOldSnapshots(SnapshotRetentionPolicy policy) throws IOException {
    int retained = policy.getNumSnapshotsRetained();
    if (retained > 0) {
      for (Path old : newestFirst().stream().skip(retained).toList()) {
        Files.deleteIfExists(old);
        Files.deleteIfExists(MD5FileUtil.getDigestFileForFile(old.toFile()).toPath());
      }
    }
  }

  private List<Path> newestFirst() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> NAME.matcher(String.valueOf(file.getFileName())).matches())
          .sorted(Comparator.comparing(SnapshotFolder::index).reversed())
          .toList();
    }
  }

  private Path folder() {
    Path known = folder;
    if (known == null) {
      throw new IllegalStateException("Ratis has not named the folder yet.");
    }
    return known;
  }

  private static long index(Path file) {
    return positionOf(file).getIndex();
  }

  private static TermIndex positionOf(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      throw new IllegalArgumentException(file + " is not named as a snapshot is.");
    }
    return TermIndex.valueOf(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)));
  }

  /** Ratis compares the digest with the one of what it received. */
  private static SingleFileSnapshotInfo describe(Path file) throws IOException {
    File target = file.toFile();
    MD5Hash digest = MD5FileUtil.readStoredMd5ForFile(target);
    if (digest == null) {
      digest = MD5FileUtil.computeAndSaveMd5ForFile(target);
    }
    return new SingleFileSnapshotInfo(new FileInfo(file, digest), positionOf(file));
  }

  static void sync(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
