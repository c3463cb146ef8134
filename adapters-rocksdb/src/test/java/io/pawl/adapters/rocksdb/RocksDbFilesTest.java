// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.storage.Generation;
import io.pawl.ports.storage.GenerationEngine.Expected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** What lies in the folder of a generation, and what its loss means. */
final class RocksDbFilesTest {
  private static final int ROWS = 20;

  @TempDir Path folder;

  @Test
  void the_database_holds_the_rows_and_the_position_and_nothing_else() throws RocksDBException {
    Path generation = TestRows.closedStore(folder.resolve("home"), 2);

    Map<Bytes, Bytes> expected = new TreeMap<>();
    TestRows.upTo(2)
        .forEach(
            row ->
                expected.put(
                    StoredRowCodec.encodeKey(row.key()), StoredRowCodec.encodeValue(row.row())));
    expected.put(
        Bytes.copyOf("!pawl|applied".getBytes(StandardCharsets.US_ASCII)),
        Bytes.ofHex("0000000000000001" + "0000000000000002"));
    assertThat(contentOf(generation)).isEqualTo(expected);
  }

  @Test
  void a_closed_store_has_everything_in_tables() throws IOException {
    Path generation = TestRows.closedStore(folder.resolve("home"), ROWS);

    Files.write(only(files(generation, "*.log")), new byte[0]);

    try (WriterRegistryStore store = TestRows.open(folder.resolve("home"))) {
      assertThat(TestRows.allOf(store)).isEqualTo(TestRows.upTo(ROWS));
      assertThat(store.lastApplied()).contains(TestRows.position(ROWS));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CURRENT", "MANIFEST-*", "*.sst"})
  void a_store_that_lost_a_file_it_needs_is_corrupted(String name) throws IOException {
    Path generation = TestRows.closedStore(folder.resolve("home"), ROWS);

    Files.delete(only(files(generation, name)));

    assertThatThrownBy(() -> TestRows.open(folder.resolve("home")))
        .isInstanceOf(StorageCorrupted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CURRENT", "MANIFEST-*", "*.sst"})
  void a_store_with_an_emptied_file_is_corrupted(String name) throws IOException {
    Path generation = TestRows.closedStore(folder.resolve("home"), ROWS);

    Files.write(only(files(generation, name)), new byte[0]);

    assertThatThrownBy(() -> TestRows.open(folder.resolve("home")))
        .isInstanceOf(StorageCorrupted.class);
  }

  @Test
  void a_table_that_changed_in_one_byte_is_found_at_opening() throws IOException {
    Path generation = TestRows.closedStore(folder.resolve("home"), ROWS);
    Path table = only(files(generation, "*.sst"));
    byte[] bytes = Files.readAllBytes(table);

    bytes[bytes.length / 10] ^= 1;
    Files.write(table, bytes);

    assertThatThrownBy(() -> TestRows.open(folder.resolve("home")))
        .isInstanceOf(StorageCorrupted.class);
  }

  @Test
  void a_log_that_lost_synced_rows_is_found_at_opening() throws IOException {
    Path crashed = folder.resolve("crashed");
    try (WriterRegistryStore store = TestRows.open(folder.resolve("home"))) {
      TestRows.commit(store, 1, ROWS);
      store.sync();
      copy(folder.resolve("home"), crashed);
    }
    Path log = only(files(crashed.resolve("generation-1"), "*.log"));

    Files.delete(log);

    assertThatThrownBy(() -> TestRows.open(crashed)).isInstanceOf(StorageCorrupted.class);
  }

  /**
   * The table of the first row is known to the manifest's tail alone, and a later log has the
   * second row and the position.
   */
  @Test
  void a_manifest_that_forgot_a_table_never_costs_a_row_before_the_position()
      throws IOException, RocksDBException {
    Path crashed = crashedAfterFlush(folder.resolve("live"));
    Path manifest = crashed.relativize(only(files(crashed, "MANIFEST-*")));
    byte[] whole = Files.readAllBytes(crashed.resolve(manifest));

    int forgotten = 0;
    for (int length = 0; length < whole.length; length++) {
      Path damaged = folder.resolve("cut-" + length);
      copy(crashed, damaged);
      Files.write(damaged.resolve(manifest), Arrays.copyOf(whole, length));
      forgotten += rowsAsTheirPositionSays(damaged) ? 0 : 1;
    }

    assertThat(forgotten).as("cuts that are noticed when opening").isPositive();
  }

  private Path crashedAfterFlush(Path live) throws IOException, RocksDBException {
    Files.createDirectories(live);
    RocksDB.loadLibrary();
    RocksDbOptions options = RocksDbOptions.of(Expected.ANYTHING);
    RocksDB db = RocksDB.open(options.database(), live.toString());
    try (FlushOptions waiting = new FlushOptions();
        Generation generation = new RocksDbGeneration(db, options, new RocksDbFailures(live))) {
      generation.write(TestRows.position(1), TestRows.put(1));
      db.flush(waiting);
      generation.write(TestRows.position(2), TestRows.put(2));
      generation.sync();
      copy(live, folder.resolve("crashed"));
    }
    return folder.resolve("crashed");
  }

  /** False if the damage was noticed. */
  private static boolean rowsAsTheirPositionSays(Path generation) {
    try (Generation opened = new RocksDbGenerations().open(generation, Expected.FILES);
        Generation.View view = opened.view()) {
      int position = opened.lastApplied().map(LogPosition::index).orElse(0L).intValue();
      List<StoredRow> rows = new ArrayList<>();
      view.scanAll(rows::add);
      assertThat(rows).isEqualTo(TestRows.upTo(position));
      return true;
    } catch (StorageCorrupted e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{IDENTITY,LOCK}", "{IDENTITY,LOCK,MANIFEST-*}", "*[!g]"})
  void a_creation_cut_short_by_a_crash_is_begun_again(String done) throws IOException {
    Path whole = Files.createDirectories(folder.resolve("whole"));
    new RocksDbGenerations().open(whole, Expected.ANYTHING).close();
    Path begun = Files.createDirectories(folder.resolve("begun"));
    for (Path file : files(whole, done)) {
      Files.copy(file, begun.resolve(whole.relativize(file)));
    }

    try (Generation opened = new RocksDbGenerations().open(begun, Expected.ANYTHING)) {
      assertThat(opened.lastApplied()).isEmpty();
    }
  }

  @Test
  void a_folder_that_cannot_be_used_is_unavailable_and_not_corrupted() throws IOException {
    Path generation = TestRows.closedStore(folder.resolve("home"), ROWS);
    Path lock = generation.resolve("LOCK");
    Files.delete(lock);
    Files.createSymbolicLink(lock, lock);

    assertThatThrownBy(() -> TestRows.open(folder.resolve("home")))
        .isInstanceOf(StorageUnavailable.class);

    Files.delete(lock);
    TestRows.open(folder.resolve("home")).close();
  }

  @Test
  void a_file_in_place_of_the_folder_is_unavailable() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new RocksDbGenerations().open(file, Expected.ANYTHING))
        .isInstanceOf(StorageUnavailable.class);
  }

  @Test
  void info_logs_do_not_pile_up() throws IOException {
    Path generation = TestRows.closedStore(folder.resolve("home"), ROWS);
    for (int opening = 0; opening < 10; opening++) {
      TestRows.open(folder.resolve("home")).close();
    }

    assertThat(files(generation, "LOG*")).hasSizeBetween(1, 3);
    assertThat(files(generation, "{MANIFEST-*}")).hasSize(1);
    assertThat(files(generation, "*.log")).hasSizeLessThanOrEqualTo(1);
  }

  private static Map<Bytes, Bytes> contentOf(Path generation) throws RocksDBException {
    Map<Bytes, Bytes> content = new TreeMap<>();
    try (Options plain = new Options();
        RocksDB db = RocksDB.openReadOnly(plain, generation.toString());
        RocksIterator rows = db.newIterator()) {
      for (rows.seekToFirst(); rows.isValid(); rows.next()) {
        content.put(Bytes.copyOf(rows.key()), Bytes.copyOf(rows.value()));
      }
      rows.status();
    }
    return content;
  }

  private static List<Path> files(Path generation, String glob) throws IOException {
    try (Stream<Path> files = Files.list(generation)) {
      PathMatcher matcher = generation.getFileSystem().getPathMatcher("glob:**/" + glob);
      return files.filter(matcher::matches).sorted().toList();
    }
  }

  private static Path only(List<Path> files) {
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
