// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import static java.util.Objects.requireNonNull;

import io.pawl.ports.storage.GenerationEngine.Expected;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.Filter;
import org.rocksdb.HyperClockCache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LoggerInterface;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/**
 * How a database is set up, with the reasons; ADR 0012 has the longer story. Everything that keeps
 * rows from being lost is said here even where it is RocksDB's default, because a default can
 * change with a version and its loss would not show.
 */
final class RocksDbOptions implements AutoCloseable {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;
  private static final int LATEST_FORMAT = 7;
  private static final int BLOOM_BITS_PER_KEY = 10;
  private static final int ANY_BLOCK_SIZE = 0;
  private static final int SHARDS_AS_IT_LIKES = -1;
  private static final boolean REFUSES_WHEN_FULL = false;

  /**
   * Makes every write-ahead log name the one before it. The Java API has no setter for it.
   *
   * <p>The manifest lists the tables, and a manifest that lost its tail looks like one that was not
   * written further. The rows of a forgotten table are missing then, while the log that was begun
   * after it still brings the latest position, and nothing looks wrong. With the chain, that log
   * says which log came before, and if the rows of that one are in no table the manifest knows of,
   * the replay does not go on and the store stands below its floor.
   */
  private static final String CHAIN_LOGS = "track_and_verify_wals";

  /** Holds the blocks of a million rows. A hit takes no lock and rearranges no list. */
  private final Cache blocks =
      new HyperClockCache(64 * MIB, ANY_BLOCK_SIZE, SHARDS_AS_IT_LIKES, REFUSES_WHEN_FULL);

  private final Filter bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
  private final DBOptions files;
  private final ColumnFamilyOptions rows;
  private final Options database;
  private final ReadOptions reading = new ReadOptions();
  private final WriteOptions unsynced = new WriteOptions();

  private RocksDbOptions(DBOptions files) {
    this.files = files;
    this.rows = rows(blocks, bloom);
    this.database = new Options(files, rows);
  }

  /** RocksDB makes a new database where its file CURRENT is missing, unless it is told not to. */
  static RocksDbOptions of(Expected expected) {
    return new RocksDbOptions(files(expected == Expected.ANYTHING));
  }

  /** For a database that is read and not changed; {@code infoLog} is closed after it. */
  static RocksDbOptions forReading(LoggerInterface infoLog) {
    return new RocksDbOptions(files(false).setLogger(infoLog));
  }

  Options database() {
    return database;
  }

  ReadOptions reading() {
    return reading;
  }

  /** The replicated log was synced before anything is written here. */
  WriteOptions unsynced() {
    return unsynced;
  }

  /** After the database that was opened with them. */
  @Override
  public void close() {
    unsynced.close();
    reading.close();
    database.close();
    rows.close();
    files.close();
    bloom.close();
    blocks.close();
  }

  private static DBOptions files(boolean createIfMissing) {
    return withChainedLogs()
        .setCreateIfMissing(createIfMissing)
        // Damage that is found stops the database instead of being skipped.
        .setParanoidChecks(true)
        .setBestEffortsRecovery(false)
        // Every table is opened with the database, so a missing one is missed at once.
        .setMaxOpenFiles(-1)
        .setOpenFilesAsync(false)
        // A cut file is a short read. Mapped into memory it would be a SIGBUS that ends the JVM.
        .setAllowMmapReads(false)
        // After SIGKILL or a power failure the log ends in a torn record, after a power failure
        // perhaps with holes before it. What is before the first such place is the state of one
        // position and is taken; what is behind it was never synced. If it was, the floor knows.
        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
        // What is replayed stays in the logs until it is flushed like anything else; a flush at
        // opening would delete logs that the chain of logs can then not be checked against.
        .setAvoidFlushDuringRecovery(true)
        // Bounds how much an opening replays.
        .setMaxTotalWalSize(64 * MIB)
        // One flush and one compaction: a registry is small, and its node has other things to do.
        .setMaxBackgroundJobs(2)
        // Nobody reads the statistics; without them RocksDB starts no thread for them.
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0)
        // The info log says what went wrong, in at most three files of one MiB.
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(MIB)
        .setKeepLogFileNum(3)
        // Rewritten when it reaches this, instead of growing by every flush for as long as it runs.
        .setMaxManifestFileSize(4 * MIB);
  }

  private static DBOptions withChainedLogs() {
    Properties properties = new Properties();
    properties.setProperty(CHAIN_LOGS, "true");
    return requireNonNull(DBOptions.getDBOptionsFromProps(properties), CHAIN_LOGS);
  }

  /**
   * No prefix extractor: a scan of a DEK seeks to where its rows begin, and RocksDB finds that
   * without one. With one, an iterator with the wrong flags skips rows that are there.
   */
  private static ColumnFamilyOptions rows(Cache blocks, Filter bloom) {
    return new ColumnFamilyOptions()
        .setTableFormatConfig(tables(blocks, bloom))
        // Half of a row is random bytes.
        .setCompressionType(CompressionType.NO_COMPRESSION)
        // The last level has nine of ten rows. Who asks for a row nearly always finds it, so there
        // a filter is one more thing to read and never an answer.
        .setOptimizeFiltersForHits(true)
        .setWriteBufferSize(16 * MIB);
  }

  private static BlockBasedTableConfig tables(Cache blocks, Filter bloom) {
    return new BlockBasedTableConfig()
        // Pinned: a newer RocksDB is not to write files that the one before it cannot read. From
        // 6 on a block's checksum covers where it stands, so no block passes for another.
        .setFormatVersion(LATEST_FORMAT)
        .setChecksumType(ChecksumType.kXXH3)
        .setBlockCache(blocks)
        // Tables that do not have the row are passed over without reading a block.
        .setFilterPolicy(bloom)
        // A find hashes to within four rows of its own, however long the block is. So blocks are
        // long, and the index over them is short and stays in the processor's cache.
        .setBlockSize(16 * KIB)
        .setBlockRestartInterval(4)
        .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
  }
}
