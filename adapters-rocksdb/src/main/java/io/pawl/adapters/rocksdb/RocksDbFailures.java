// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageFault;
import io.pawl.ports.driven.StorageUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * What RocksDB's failures mean for a store, and whether there were any. Files that say something no
 * database of ours says are damaged; so are files that are not there any more. Everything else is
 * the environment: a full disk, a lost device, a missing permission.
 */
final class RocksDbFailures {
  private static final String WHILE_CREATING = "for appending";

  private final Path folder;
  private final Pattern fileOfOurs;
  private volatile boolean any;

  RocksDbFailures(Path folder) {
    this.folder = folder;
    this.fileOfOurs = Pattern.compile(Pattern.quote(folder + "/") + "[\\w.-]+");
  }

  /** Whether the store may not know any more what it holds. */
  boolean any() {
    return any;
  }

  /** {@code doing} completes the sentence "RocksDB could not ...". */
  StorageFault translate(String doing, RocksDBException e) {
    any = true;
    String detail = "RocksDB could not %s in %s: %s.".formatted(doing, folder, e.getMessage());
    return meansDamage(e) ? new StorageCorrupted(detail, e) : new StorageUnavailable(detail, e);
  }

  private boolean meansDamage(RocksDBException e) {
    @Nullable Status status = e.getStatus();
    if (status == null) {
      return false;
    }
    return switch (status.getCode()) {
      // InvalidArgument and NotSupported are about our options, which are always the same, against
      // what the files say; so it is the files that changed.
      case Corruption, InvalidArgument, NotSupported, NotFound -> true;
      case IOError -> namesMissingFile(status);
      case Ok,
          MergeInProgress,
          Incomplete,
          ShutdownInProgress,
          TimedOut,
          Aborted,
          Busy,
          Expired,
          TryAgain,
          Undefined ->
          false;
    };
  }

  /**
   * A missing file is an I/O error among others to RocksDB, told apart only by the system's words,
   * which depend on the language. But it names the file. A file that could not be made is not there
   * either, and nothing is damaged.
   */
  private boolean namesMissingFile(Status status) {
    @Nullable String state = status.getState();
    return state != null
        && status.getSubCode() != Status.SubCode.NoSpace
        && !state.contains(WHILE_CREATING)
        && fileOfOurs
            .matcher(state)
            .results()
            .map(MatchResult::group)
            .anyMatch(file -> Files.notExists(Path.of(file)));
  }
}
