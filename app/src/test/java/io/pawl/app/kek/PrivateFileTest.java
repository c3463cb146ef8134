// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pawl.domain.fault.Sentinel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody swaps the file between the look at its name and its opening. */
@Timeout(60)
final class PrivateFileTest {
  private static final Opening OPENING = Opening.within(Duration.ofMillis(200));

  @TempDir Path folder;

  /** What happens between the two. */
  @FunctionalInterface
  private interface Swap {
    void to(Path file) throws IOException;
  }

  @Test
  void a_pipe_put_in_its_place_does_not_hang_the_process() throws IOException {
    Path file = new Place(folder).file("kek", 32);

    KekRefused refused = readSwapped(file, swapped -> new Place(folder).pipe("kek"));

    assertThat(refused.sentinel()).isEqualTo(Sentinel.KEK_UNAVAILABLE);
    assertThat(refused.detail()).contains("takes for ever");
    releaseWhoWaitsAt(file);
  }

  private static void releaseWhoWaitsAt(Path pipe) throws IOException {
    new RandomAccessFile(pipe.toFile(), "rw").close();
  }

  @Test
  void a_pipe_with_a_writer_is_no_file() throws IOException {
    Path file = new Place(folder).file("kek", 32);
    List<RandomAccessFile> writers = new ArrayList<>();

    KekRefused refused =
        readSwapped(
            file,
            swapped -> {
              Path pipe = new Place(folder).pipe("kek");
              writers.add(new RandomAccessFile(pipe.toFile(), "rw"));
            });

    assertThat(refused.detail()).contains(file.toString());
    for (RandomAccessFile writer : writers) {
      writer.close();
    }
  }

  @Test
  void a_file_that_others_can_read_put_in_its_place_is_noticed() throws IOException {
    Path file = new Place(folder).file("kek", 32);

    KekRefused refused =
        readSwapped(
            file, swapped -> Place.withMode(new Place(folder).file("kek", 32), "rw-r--r--"));

    assertThat(refused.sentinel()).isEqualTo(Sentinel.KEK_INSECURE);
    assertThat(refused.detail()).contains("has mode 0644");
  }

  @Test
  void a_link_put_in_its_place_is_not_followed() throws IOException {
    Path file = new Place(folder).file("kek", 32);
    Path other = new Place(folder).file("other", 32);

    KekRefused refused = readSwapped(file, swapped -> Files.createSymbolicLink(swapped, other));

    assertThat(refused.sentinel()).isEqualTo(Sentinel.KEK_UNAVAILABLE);
    assertThat(refused.detail()).contains(file.toString());
  }

  /** What is looked at is what was opened: a swap after that changes nothing. */
  @Test
  void a_file_swapped_after_the_opening_is_the_one_that_was_opened() throws IOException {
    Path file = Place.withMode(new Place(folder).file("kek", 32), "rw-r--r--");

    KekRefused refused =
        catchThrowableOfType(
            KekRefused.class,
            () ->
                new PrivateFile(
                        file,
                        path -> {
                          FileChannel channel = OPENING.open(path);
                          Files.delete(path);
                          new Place(folder).file("kek", 32);
                          return channel;
                        })
                    .read(33, bytes -> bytes.length));

    assertThat(refused.detail()).contains("has mode 0644");
  }

  @Test
  void no_more_is_read_than_was_asked_for_and_the_bytes_are_zeroed() throws IOException {
    Path file = new Place(folder).file("kek", 1000);
    List<byte[]> shown = new ArrayList<>();

    int length =
        new PrivateFile(file)
            .read(
                33,
                bytes -> {
                  assertThat(bytes).isEqualTo(head(file));
                  shown.add(bytes);
                  return bytes.length;
                });

    assertThat(length).isEqualTo(33);
    assertThat(shown.get(0)).containsOnly(0);
  }

  private static byte[] head(Path file) {
    try (var in = Files.newInputStream(file, StandardOpenOption.READ)) {
      return in.readNBytes(33);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private KekRefused readSwapped(Path file, Swap swap) {
    Opening swapping =
        path -> {
          Files.delete(path);
          swap.to(path);
          return OPENING.open(path);
        };
    return catchThrowableOfType(
        KekRefused.class, () -> new PrivateFile(file, swapping).read(33, bytes -> bytes.length));
  }
}
