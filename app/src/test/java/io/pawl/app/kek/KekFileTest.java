// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made is a KEK, and nothing is ever overwritten. */
final class KekFileTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  @Test
  void a_new_kek_has_32_bytes_and_mode_0600_and_can_be_opened() throws IOException {
    Path file = folder.resolve("kek");

    KekFile.generate(file, RANDOM);

    FileStat stat = FileStat.of(file, LinkOption.NOFOLLOW_LINKS);
    assertThat(stat.isRegular()).isTrue();
    assertThat(stat.permissions()).isEqualTo("0600");
    assertThat(Files.size(file)).isEqualTo(32);
    assertThat(new Place(folder).names()).containsExactly("kek");
    new KekSource.InFile(file).open().close();
  }

  @Test
  void no_two_are_the_same() throws IOException {
    Set<Bytes> keys = new HashSet<>();
    for (int n = 0; n < 20; n++) {
      Path file = folder.resolve("kek" + n);
      KekFile.generate(file, RANDOM);
      keys.add(Bytes.copyOf(Files.readAllBytes(file)));
    }
    assertThat(keys).hasSize(20);
  }

  @Test
  void whatever_stands_there_stays_there() throws IOException {
    Place place = new Place(folder);
    byte[] bytes = {1, 2, 3};
    Path file = place.file("file", bytes);
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    Path inside = Files.createDirectory(folder.resolve("folder"));

    for (Path taken : new Path[] {file, link, inside, place.pipe("pipe"), Path.of("/")}) {
      assertThat(refusalOf(taken)).isEqualTo(Sentinel.KEK_EXISTS);
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertThat(place.names()).containsExactly("file", "folder", "link", "pipe");
  }

  @Test
  void of_many_who_make_one_at_a_time_exactly_one_does() throws IOException {
    Path file = folder.resolve("kek");
    ConcurrentLinkedQueue<Sentinel> refusals = new ConcurrentLinkedQueue<>();

    IntStream.range(0, 32)
        .parallel()
        .forEach(
            n -> {
              try {
                KekFile.generate(file, RANDOM);
              } catch (KekRefused refused) {
                refusals.add(refused.sentinel());
              }
            });

    assertThat(refusals).hasSize(31).containsOnly(Sentinel.KEK_EXISTS);
    assertThat(new Place(folder).names()).containsExactly("kek");
    new KekSource.InFile(file).open().close();
  }

  @Test
  void where_nothing_can_be_made_nothing_is() throws IOException {
    assertThat(refusalOf(folder.resolve("no").resolve("kek"))).isEqualTo(Sentinel.KEK_UNAVAILABLE);
    assertThat(new Place(folder).names()).isEmpty();
  }

  private static Sentinel refusalOf(Path file) {
    return catchThrowableOfType(KekRefused.class, () -> KekFile.generate(file, RANDOM)).sentinel();
  }
}
