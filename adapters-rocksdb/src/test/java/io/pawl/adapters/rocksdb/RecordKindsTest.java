// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.common.primitives.Bytes;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RocksDB itself never comes back from some of these manifests and logs. */
final class RecordKindsTest {
  private static final int BLOCK = 32_768;
  private static final int HEADER = 7;
  private static final int FULL = 1;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7, 8, 11, 131})
  void a_byte_that_becomes_the_kind_of_a_recycled_record_is_refused_or_harmless(int kind)
      throws IOException {
    Path home = folder.resolve("home");
    sweep(home, only(TestRows.closedStore(home, 20), "MANIFEST-*"), kind);
  }

  /** What was durable is in the log only, as a crash leaves it. */
  @ParameterizedTest
  @ValueSource(ints = {6, 131})
  void so_is_one_in_a_log(int kind) throws IOException {
    Path running = folder.resolve("running");
    Path home = folder.resolve("home");
    try (WriterRegistryStore store = TestRows.open(running)) {
      for (int row = 1; row <= 2; row++) {
        TestRows.commit(store, row, row);
        store.sync();
      }
      copy(running, home);
    }
    sweep(home, only(home.resolve("generation-1"), "*.log"), kind);
  }

  private static void sweep(Path home, Path file, int kind) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    RocksDbEngine engine = new RocksDbEngine();
    Object glance = engine.glance(home);
    List<String> refusals = new ArrayList<>();
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          for (int place = 0; place < whole.length; place++) {
            byte[] damaged = whole.clone();
            damaged[place] = (byte) kind;
            Files.write(file, damaged);
            try {
              assertThat(engine.glance(home)).isEqualTo(glance);
            } catch (StorageCorrupted noticed) {
              refusals.add(noticed.detail());
            }
          }
        });
    assertThat(refusals).anySatisfy(each -> assertThat(each).contains("which none of ours has"));
  }

  @Test
  void a_store_with_such_a_manifest_is_not_opened() throws IOException {
    Path home = folder.resolve("home");
    Path manifest = only(TestRows.closedStore(home, 20), "MANIFEST-*");
    byte[] damaged = Files.readAllBytes(manifest);
    damaged[HEADER - 1] = 6;
    Files.write(manifest, damaged);

    assertTimeoutPreemptively(
        LONGEST,
        () ->
            assertThatThrownBy(() -> TestRows.open(home).close())
                .isInstanceOf(StorageCorrupted.class)
                .hasMessageContaining("is of kind 6, which none of ours has"));
  }

  /** Kinds are found where records begin: behind one that fills its block, and behind its rest. */
  @Test
  void records_are_followed_from_block_to_block() throws IOException {
    byte[] filling = record(FULL, BLOCK - 2 * HEADER);
    byte[] short6 = record(FULL, BLOCK - 2 * HEADER - 6);
    byte[] wrong = record(8, 3);

    assertRefused(record(FULL, 0), wrong);
    assertRefused(filling, record(FULL, 0), wrong);
    assertRefused(short6, record(FULL, 0), new byte[6], wrong);
    assertRefused(record(FULL, BLOCK - HEADER), record(FULL, 5), wrong);
    assertRefused(new byte[BLOCK], wrong);
    assertPassed(record(FULL, 0), record(4, 8), new byte[7]);
    assertPassed(record(FULL, 20), new byte[] {1, 2, 3});
    assertPassed(record(FULL, BLOCK), wrong);
  }

  @Test
  void a_log_is_looked_at_like_a_manifest() throws IOException {
    assertThatCode(() -> RecordKinds.requireReadable(folder)).doesNotThrowAnyException();
    Files.write(folder.resolve("000007.log"), Bytes.concat(record(FULL, 3), record(131, 3)));

    assertThatThrownBy(() -> RecordKinds.requireReadable(folder))
        .isInstanceOf(StorageCorrupted.class)
        .hasMessageContaining("000007.log is of kind 131");
  }

  private void assertRefused(byte[]... parts) throws IOException {
    write(parts);
    assertThatThrownBy(() -> RecordKinds.requireReadable(folder))
        .isInstanceOf(StorageCorrupted.class);
  }

  private void assertPassed(byte[]... parts) throws IOException {
    write(parts);
    assertThatCode(() -> RecordKinds.requireReadable(folder)).doesNotThrowAnyException();
  }

  private void write(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    Files.write(folder.resolve("MANIFEST-000001"), all.toByteArray());
  }

  private static byte[] record(int kind, int length) {
    byte[] record = new byte[HEADER + length];
    record[4] = (byte) length;
    record[5] = (byte) (length >> 8);
    record[6] = (byte) kind;
    return record;
  }

  private static Path only(Path generation, String pattern) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(generation, pattern)) {
      return found.iterator().next();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }
}
