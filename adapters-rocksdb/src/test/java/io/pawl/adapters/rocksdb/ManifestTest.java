// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.pawl.ports.driven.StorageCorrupted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RocksDB itself never comes back from some of these manifests. */
final class ManifestTest {
  private static final int BLOCK = 32_768;
  private static final int HEADER = 7;
  private static final int FULL = 1;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7, 8, 11})
  void a_byte_that_becomes_the_kind_of_a_recycled_record_is_refused_or_harmless(int kind)
      throws IOException {
    Path home = folder.resolve("home");
    Path manifest = manifestIn(TestRows.closedStore(home, 20));
    byte[] whole = Files.readAllBytes(manifest);
    RocksDbEngine engine = new RocksDbEngine();
    Object glance = engine.glance(home);

    List<String> refusals = new ArrayList<>();
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          for (int place = 0; place < whole.length; place++) {
            byte[] damaged = whole.clone();
            damaged[place] = (byte) kind;
            Files.write(manifest, damaged);
            try {
              assertThat(engine.glance(home)).isEqualTo(glance);
            } catch (StorageCorrupted noticed) {
              refusals.add(noticed.detail());
            }
          }
        });
    assertThat(refusals).anySatisfy(each -> assertThat(each).contains("which no manifest has"));
  }

  @Test
  void a_store_with_such_a_manifest_is_not_opened() throws IOException {
    Path home = folder.resolve("home");
    Path manifest = manifestIn(TestRows.closedStore(home, 20));
    byte[] damaged = Files.readAllBytes(manifest);
    damaged[HEADER - 1] = 6;
    Files.write(manifest, damaged);

    assertTimeoutPreemptively(
        LONGEST,
        () ->
            assertThatThrownBy(() -> TestRows.open(home).close())
                .isInstanceOf(StorageCorrupted.class)
                .hasMessageContaining("is of kind 6, which no manifest has"));
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
  void what_is_missing_is_for_the_engine_to_say() throws IOException {
    assertThatCode(() -> Manifest.requireReadable(folder)).doesNotThrowAnyException();
    Files.writeString(folder.resolve("CURRENT"), "MANIFEST-000001\n");
    assertThatCode(() -> Manifest.requireReadable(folder)).doesNotThrowAnyException();
    Files.writeString(folder.resolve("CURRENT"), "../../elsewhere\n");
    assertThatCode(() -> Manifest.requireReadable(folder)).doesNotThrowAnyException();
  }

  private void assertRefused(byte[]... parts) throws IOException {
    write(parts);
    assertThatThrownBy(() -> Manifest.requireReadable(folder)).isInstanceOf(StorageCorrupted.class);
  }

  private void assertPassed(byte[]... parts) throws IOException {
    write(parts);
    assertThatCode(() -> Manifest.requireReadable(folder)).doesNotThrowAnyException();
  }

  private void write(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    Files.writeString(folder.resolve("CURRENT"), "MANIFEST-000001\n");
    Files.write(folder.resolve("MANIFEST-000001"), all.toByteArray());
  }

  private static byte[] record(int kind, int length) {
    byte[] record = new byte[HEADER + length];
    record[4] = (byte) length;
    record[5] = (byte) (length >> 8);
    record[6] = (byte) kind;
    return record;
  }

  private static Path manifestIn(Path generation) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(generation, "MANIFEST-*")) {
      return found.iterator().next();
    }
  }
}
