// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RocksDB writes down the options it runs with; what it does not list there it does not have. */
final class RocksDbOptionsTest {

  @Test
  void rocksdb_runs_with_the_options_that_keep_rows_from_being_lost(@TempDir Path home)
      throws IOException {
    assertThat(optionsWrittenBy(TestRows.closedStore(home, 1)))
        .contains(
            "paranoid_checks=true",
            "best_efforts_recovery=false",
            "wal_recovery_mode=kPointInTimeRecovery",
            "track_and_verify_wals=true",
            "avoid_flush_during_recovery=true",
            "max_open_files=-1",
            "open_files_async=false",
            "allow_mmap_reads=false",
            "manual_wal_flush=false",
            "format_version=7",
            "checksum=kXXH3");
  }

  @Test
  void rocksdb_runs_with_the_options_that_bound_what_it_uses(@TempDir Path home)
      throws IOException {
    assertThat(optionsWrittenBy(TestRows.closedStore(home, 1)))
        .contains(
            "max_total_wal_size=67108864",
            "max_background_jobs=2",
            "max_log_file_size=1048576",
            "keep_log_file_num=3",
            "max_manifest_file_size=4194304",
            "stats_dump_period_sec=0",
            "write_buffer_size=16777216",
            "compression=kNoCompression",
            "optimize_filters_for_hits=true",
            "block_size=16384",
            "block_restart_interval=4",
            "data_block_index_type=kDataBlockBinaryAndHash",
            "prefix_extractor=nullptr");
  }

  private static List<String> optionsWrittenBy(Path generation) throws IOException {
    try (Stream<Path> files = Files.list(generation)) {
      Path newest =
          files
              .filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
              .max(Path::compareTo)
              .orElseThrow();
      return Files.readAllLines(newest).stream().map(String::strip).toList();
    }
  }
}
