// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.Kek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are no KEKs; nothing waits for ever and nothing is made. */
@Timeout(60)
final class KekFileRefusalsTest {
  private static final int SOMEBODY_ELSE = 54321;

  @TempDir Path folder;
  private Place place = new Place(Path.of(""));

  @BeforeEach
  void placeIsTheFolder() {
    place = new Place(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
  void a_file_of_32_bytes_that_only_its_owner_can_read_is_a_kek(String mode) throws IOException {
    Path file = Place.withMode(place.file("kek", 32), mode);

    try (Kek kek = new KekSource.InFile(file).open()) {
      kek.derive("pawl.any").close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rw-r--r--, 0644",
    "rw-r-----, 0640",
    "rw----r--, 0604",
    "rw--w----, 0620",
    "rw-----w-, 0602",
    "rw---x---, 0610",
    "rw------x, 0601"
  })
  void a_file_with_any_permission_for_others_is_insecure(String mode, String shown)
      throws IOException {
    Path file = Place.withMode(place.file("kek", 32), mode);

    assertRefused(file, Sentinel.KEK_INSECURE, "has mode " + shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0, has 0 bytes",
    "1, has 1 bytes",
    "31, has 31 bytes",
    "34, has more than 32 bytes",
    "64, has more than 32 bytes",
    "1000000, has more than 32 bytes"
  })
  void a_file_of_another_size_is_malformed(int length, String shown) throws IOException {
    assertRefused(place.file("kek", length), Sentinel.KEK_MALFORMED, shown);
  }

  @Test
  void a_line_break_at_the_end_is_named() throws IOException {
    byte[] bytes = new byte[33];
    Arrays.fill(bytes, (byte) 'k');
    assertRefused(
        place.file("more", bytes.clone()), Sentinel.KEK_MALFORMED, "has more than 32 bytes");

    bytes[32] = '\n';
    assertRefused(
        place.file("kek", bytes), Sentinel.KEK_MALFORMED, "has a line break after the 32nd byte");
  }

  @Test
  void a_link_is_insecure_wherever_it_leads() throws IOException {
    Path file = place.file("kek", 32);
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("no"));

    assertRefused(link, Sentinel.KEK_INSECURE, "is a symbolic link");
    assertRefused(dangling, Sentinel.KEK_INSECURE, "is a symbolic link");
  }

  @Test
  void a_pipe_is_insecure_and_nobody_waits_for_who_writes_into_it() throws IOException {
    assertRefused(place.pipe("pipe"), Sentinel.KEK_INSECURE, "is a pipe");
  }

  @Test
  void a_folder_and_a_device_are_insecure() throws IOException {
    assertRefused(
        Files.createDirectory(folder.resolve("folder")), Sentinel.KEK_INSECURE, "is a folder");
    assertRefused(Path.of("/dev/zero"), Sentinel.KEK_INSECURE, "is a device");
    assertRefused(Path.of("/dev/null"), Sentinel.KEK_INSECURE, "is a device");
  }

  @Test
  void a_file_of_another_user_is_insecure() throws IOException {
    assumeTrue(RunningUser.id() == 0, "only root can give files away");
    Path file = place.file("kek", 32);
    Files.setAttribute(file, "unix:uid", SOMEBODY_ELSE);

    assertRefused(file, Sentinel.KEK_INSECURE, "belongs to user " + SOMEBODY_ELSE);
  }

  @Test
  void a_file_of_root_is_insecure_for_anybody_else() throws IOException {
    assumeTrue(RunningUser.id() != 0, "what is root's is the running user's");

    assertRefused(Path.of("/etc/passwd"), Sentinel.KEK_INSECURE, "belongs to user 0,");
  }

  @Test
  void a_file_that_is_not_there_is_unavailable() throws IOException {
    assertRefused(folder.resolve("kek"), Sentinel.KEK_UNAVAILABLE, "it is not there");
    assertRefused(folder.resolve("no").resolve("kek"), Sentinel.KEK_UNAVAILABLE, "it is not there");
    assertRefused(
        place.file("file", 32).resolve("kek"), Sentinel.KEK_UNAVAILABLE, "cannot be read");
  }

  @Test
  void a_file_that_may_not_be_read_is_unavailable() throws IOException {
    assumeTrue(RunningUser.id() != 0, "root can read everything");
    Path file = Place.withMode(place.file("kek", 32), "-w-------");

    assertRefused(file, Sentinel.KEK_UNAVAILABLE, "not permitted");
  }

  @Test
  void no_kek_is_required_to_be_named() {
    KekRefused refused =
        catchThrowableOfType(KekRefused.class, () -> new KekSource.NotGiven().open());

    assertThat(refused.sentinel()).isEqualTo(Sentinel.KEK_REQUIRED);
  }

  /** One line that names the file, with no byte of it, and everything as it was. */
  private void assertRefused(Path file, Sentinel sentinel, String detail) throws IOException {
    List<String> before = place.names();

    KekRefused refused =
        catchThrowableOfType(KekRefused.class, () -> new KekSource.InFile(file).open());

    assertThat(refused.sentinel()).isEqualTo(sentinel);
    assertThat(refused.detail()).contains(file.toString(), detail).hasLineCount(1);
    assertThat(place.names()).containsExactlyElementsOf(before);
    if (Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) > 8) {
      assertSilentAbout(Files.readAllBytes(file), refused);
    }
  }

  private static void assertSilentAbout(byte[] key, Throwable failure) {
    byte[] some = Arrays.copyOf(key, 4);
    for (Throwable told = failure; told != null; told = told.getCause()) {
      assertThat(told.toString())
          .doesNotContainIgnoringCase(HexFormat.of().formatHex(some))
          .doesNotContain(Arrays.toString(some).replaceAll("[\\[\\]]", ""));
    }
  }
}
