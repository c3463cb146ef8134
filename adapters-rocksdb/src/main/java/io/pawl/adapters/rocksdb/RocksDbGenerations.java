// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.storage.Generation;
import io.pawl.ports.storage.GenerationEngine;
import io.pawl.ports.storage.GroupedGeneration;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Logger;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A generation is one RocksDB database, alone in its folder. */
final class RocksDbGenerations implements GenerationEngine {
  private static final String CURRENT = "CURRENT";

  @Override
  public String name() {
    return RocksDbEngine.NAME;
  }

  /** On a failure nothing stays open, on the native side either. */
  @Override
  public Generation open(Path folder, Expected expected) {
    RocksDbFailures failures = new RocksDbFailures(folder);
    if (expected == Expected.ANYTHING) {
      forgetUnfinishedCreation(folder);
    }
    RecordKinds.requireReadable(folder);
    RocksDbOptions options = RocksDbOptions.of(expected);
    try {
      RocksDB db = RocksDB.open(options.database(), folder.toString());
      return verified(db, options, failures);
    } catch (RocksDBException e) {
      options.close();
      throw failures.translate("open the files", e);
    } catch (RuntimeException e) {
      options.close();
      throw e;
    }
  }

  /**
   * Opened to be read, a database replays its logs into memory and leaves its files alone. It would
   * make one for its info log; that goes nowhere.
   */
  @Override
  public Found glance(Path folder, Expected expected) {
    if (expected == Expected.ANYTHING && !wasEverWritten(folder)) {
      return Found.NOTHING;
    }
    RecordKinds.requireReadable(folder);
    RocksDbFailures failures = new RocksDbFailures(folder);
    try (Silence silence = new Silence();
        RocksDbOptions options = RocksDbOptions.forReading(silence);
        RocksDB db = RocksDB.openReadOnly(options.database(), folder.toString());
        ReadOptions reading = new ReadOptions()) {
      return Found.of(AppliedPosition.read(db, reading), StoredKeyRing.read(db, reading));
    } catch (RocksDBException e) {
      throw failures.translate("look into the files", e);
    }
  }

  private static boolean wasEverWritten(Path folder) {
    return Files.exists(folder.resolve(CURRENT)) && hasLog(folder);
  }

  /**
   * A crash between the file CURRENT, which makes a database, and its first log leaves a database
   * that misses its log and does not open. It never took a write, and without CURRENT it is made
   * again.
   */
  private static void forgetUnfinishedCreation(Path folder) {
    if (!hasLog(folder)) {
      try {
        Files.deleteIfExists(folder.resolve(CURRENT));
      } catch (IOException e) {
        throw new StorageUnavailable("Removing what a crash left in " + folder + " failed.", e);
      }
    }
  }

  private static boolean hasLog(Path folder) {
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.log")) {
      return logs.iterator().hasNext();
    } catch (IOException e) {
      throw new StorageUnavailable("Looking for what a crash left in " + folder + " failed.", e);
    }
  }

  private static Generation verified(RocksDB db, RocksDbOptions options, RocksDbFailures failures)
      throws RocksDBException {
    try {
      verifyEveryBlock(db);
      return GroupedGeneration.over(new RocksDbGeneration(db, options, failures));
    } catch (RocksDBException | RuntimeException e) {
      db.close();
      throw e;
    }
  }

  /**
   * RocksDB checks a block when it reads it, which for a row nobody asks about is never. But a
   * damaged row is a nonce waiting to be repeated, and a node finds that out before it joins, not
   * when the writer registers. The logs need no pass of their own: opening has read all of them.
   */
  private static void verifyEveryBlock(RocksDB db) throws RocksDBException {
    db.verifyChecksum();
  }

  /** Takes the info log of a database, which would make a file for it otherwise. */
  private static final class Silence extends Logger {
    Silence() {
      super(InfoLogLevel.FATAL_LEVEL);
    }

    @Override
    protected void log(InfoLogLevel level, String message) {}
  }
}
