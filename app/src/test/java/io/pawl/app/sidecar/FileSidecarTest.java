// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static io.pawl.app.sidecar.Samples.CLUSTER;
import static io.pawl.app.sidecar.Samples.NEIGHBOUR;
import static io.pawl.app.sidecar.Samples.RAFT;
import static io.pawl.app.sidecar.Samples.STORAGE;
import static io.pawl.app.sidecar.Samples.epoch;
import static io.pawl.app.sidecar.Samples.fileIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.Adoption;
import io.pawl.ports.driven.SidecarTampered;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.storage.FileSteps;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sidecar and its folder: who may look, what is refused, and what is left behind. */
final class FileSidecarTest {
  @TempDir private Path scratch;
  private Path data = Path.of("data");

  @BeforeEach
  void place() {
    data = scratch.resolve("data");
  }

  @Test
  void the_folder_and_the_file_are_for_their_owner_alone() throws IOException {
    spend(0);

    assertThat(permissions(data.resolve("encryption"))).isEqualTo("rwx------");
    assertThat(permissions(fileIn(data))).isEqualTo("rw-------");
    assertThat(contents(data).keySet()).containsExactly("encryption/keys.json", "encryption/lock");
  }

  @Test
  void opening_one_that_is_missing_writes_no_sidecar_yet() {
    Samples.open(data).close();

    assertThat(fileIn(data)).doesNotExist();
  }

  @Test
  void an_altered_one_is_refused_and_nothing_is_changed() throws IOException {
    spend(3);
    try (RandomAccessFile file = new RandomAccessFile(fileIn(data).toFile(), "rw")) {
      file.seek(file.length() / 2);
      file.write('x');
    }

    expectRefusedUnchanged();
  }

  @Test
  void an_empty_one_is_refused_and_nothing_is_changed() throws IOException {
    spend(3);
    Files.write(fileIn(data), new byte[0]);

    expectRefusedUnchanged();
  }

  @Test
  void another_nodes_is_refused_and_nothing_is_made() throws IOException {
    Path other = scratch.resolve("other");
    SidecarOwner neighbour = new SidecarOwner(CLUSTER, NEIGHBOUR);
    try (FileSidecar sidecar = FileSidecar.open(other, Samples.codec(neighbour), FileSteps.LOCAL)) {
      sidecar.spend(STORAGE, epoch(3));
    }
    Files.createDirectories(data.resolve("encryption"));
    Files.copy(fileIn(other), fileIn(data));

    expectRefusedUnchanged();
  }

  @Test
  void a_link_to_one_is_refused_and_nothing_is_changed() throws IOException {
    spend(3);
    Path moved = Files.move(fileIn(data), scratch.resolve("moved.json"));
    Files.createSymbolicLink(fileIn(data), moved);

    expectRefusedUnchanged();
  }

  @Test
  void one_that_is_longer_than_any_is_not_even_read() throws IOException {
    spend(3);
    try (RandomAccessFile file = new RandomAccessFile(fileIn(data).toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    assertThatThrownBy(() -> Samples.open(data))
        .isInstanceOf(SidecarTampered.class)
        .hasMessageContaining("longer than a sidecar can be");
  }

  @Test
  void a_folder_that_is_a_link_is_not_followed() throws IOException {
    Path elsewhere = Files.createDirectory(scratch.resolve("elsewhere"));
    Files.createDirectory(data);
    Files.createSymbolicLink(data.resolve("encryption"), elsewhere);

    assertThatThrownBy(() -> Samples.open(data)).isInstanceOf(StorageUnavailable.class);

    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void keys_that_the_store_lacks_for_good_are_set_aside_each_time_byte_for_byte()
      throws IOException {
    try (FileSidecar sidecar = Samples.open(data)) {
      sidecar.adopt(Samples.ROTATED, 7, List.of());
      byte[] before = Files.readAllBytes(fileIn(data));

      assertThat(sidecar.adopt(Samples.RING, 8, List.of())).isEqualTo(Adoption.REPLACED);
      sidecar.adopt(Samples.ROTATED, 9, List.of());
      sidecar.adopt(Samples.RING, 10, List.of());

      assertThat(Files.readAllBytes(aside(1))).isEqualTo(before);
      assertThat(aside(2)).exists();
      assertThat(permissions(aside(2))).isEqualTo("rw-------");
    }
    Samples.open(data).close();
    assertThat(aside(1)).exists();
  }

  @Test
  void keys_that_the_log_may_still_bring_stay_where_they_are() {
    try (FileSidecar sidecar = Samples.open(data)) {
      sidecar.adopt(Samples.ROTATED, 7, List.of());

      assertThat(sidecar.adopt(Samples.RING, 6, List.of())).isEqualTo(Adoption.AHEAD);

      assertThat(aside(1)).doesNotExist();
    }
  }

  private Path aside(int number) {
    return fileIn(data).resolveSibling("keys-set-aside-%d.json".formatted(number));
  }

  @Test
  void what_a_crash_left_is_removed() throws IOException {
    spend(3);
    Files.writeString(fileIn(data).resolveSibling(".pawl-half-of-one.new"), "{\"version\"");

    Samples.open(data).close();

    assertThat(contents(data).keySet()).containsExactly("encryption/keys.json", "encryption/lock");
  }

  @Test
  void a_second_opener_is_turned_away_and_touches_nothing() throws IOException {
    try (FileSidecar holder = Samples.open(data)) {
      holder.spend(STORAGE, epoch(3));
      Path fresh = Files.writeString(fileIn(data).resolveSibling(".pawl-at-work.new"), "{");

      assertThatThrownBy(() -> Samples.open(data))
          .isInstanceOfSatisfying(
              StorageRefused.class,
              refused -> assertThat(refused.sentinel()).isEqualTo(Sentinel.STORE_LOCKED));

      assertThat(fresh).as("the holder may be writing it").exists();
      holder.spend(STORAGE, epoch(4));
    }
    try (FileSidecar next = Samples.open(data)) {
      assertThat(next.lastSpent(STORAGE)).contains(epoch(4));
    }
  }

  @Test
  void a_step_that_fails_leaves_the_old_or_the_new_and_nothing_beside_it() throws IOException {
    spend(3);
    int steps = 0;
    for (boolean failed = true; failed; steps++) {
      failed = spendingFailsAt(steps);
    }

    assertThat(steps)
        .as("sync at opening, create, write, sync, rename, sync, and then none that fails")
        .isEqualTo(7);
  }

  /** Whether the step was reached; opening takes the first. */
  private boolean spendingFailsAt(int step) throws IOException {
    FailingSteps steps = new FailingSteps(step);
    boolean failed = false;
    try (FileSidecar sidecar = Samples.open(data, steps)) {
      int last = sidecar.lastSpent(STORAGE).orElseThrow().value();
      try {
        sidecar.spend(STORAGE, epoch(last + 1));
      } catch (StorageUnavailable e) {
        failed = true;
        assertThat(sidecar.lastSpent(STORAGE)).contains(epoch(last));
        assertThat(contents(data).keySet())
            .containsExactly("encryption/keys.json", "encryption/lock");
        sidecar.spend(STORAGE, epoch(last + 1));
      }
      assertThat(sidecar.lastSpent(STORAGE)).contains(epoch(last + 1));
    } catch (StorageUnavailable e) {
      failed = true;
    }
    Samples.open(data).close();
    return failed;
  }

  @Test
  void an_interrupted_thread_spends_like_any_other() {
    Thread.currentThread().interrupt();
    try {
      spend(3);
      spend(4);
    } finally {
      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    }
  }

  @Test
  void the_key_is_the_one_derived_for_sidecars() {
    DerivingKek kek = new DerivingKek();
    try (FileSidecar sidecar = FileSidecar.open(data, Samples.OWNER, kek)) {
      sidecar.spend(RAFT, epoch(1));
    }

    try (FileSidecar again = FileSidecar.open(data, Samples.OWNER, kek)) {
      assertThat(again.lastSpent(RAFT)).contains(epoch(1));
    }
    assertThat(kek.labels()).containsOnly("pawl.sidecar.v1");
    assertThatThrownBy(() -> Samples.open(data)).isInstanceOf(SidecarTampered.class);
  }

  private void spend(int value) {
    try (FileSidecar sidecar = Samples.open(data)) {
      sidecar.spend(STORAGE, epoch(value));
    }
  }

  private void expectRefusedUnchanged() throws IOException {
    Map<String, String> before = contents(data);

    assertThatThrownBy(() -> Samples.open(data))
        .isInstanceOf(SidecarTampered.class)
        .hasMessageContaining(fileIn(data).toString());

    assertThat(contents(data)).isEqualTo(before);
  }

  /** Every file with its bytes and when it was changed. */
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            Files.readString(file) + Files.getLastModifiedTime(file));
      }
    }
    return contents;
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
