// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driving.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.util.MD5FileUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots on their way from the store to where Ratis looks for them. */
final class SnapshotsTest {
  @TempDir Path home;
  private final SnapshotFolder folder = new SnapshotFolder();
  private final List<Runnable> waiting = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    folder.open(home.resolve("sm"));
  }

  @Test
  void a_finished_file_is_found_under_its_position_with_its_digest() throws IOException {
    folder.publish(written("seven"), new LogPosition(2, 7));

    Path file = folder.latestFile().orElseThrow();
    assertThat(file).hasFileName("snapshot.2_7").hasContent("seven");
    assertThat(requireNonNull(folder.getLatestSnapshot()).getFile().getFileDigest())
        .isEqualTo(MD5FileUtil.computeMd5ForFile(file.toFile()))
        .isEqualTo(MD5FileUtil.readStoredMd5ForFile(file.toFile()));
  }

  @Test
  void a_file_that_was_overtaken_by_an_installed_one_is_dropped() throws IOException {
    folder.publish(written("received"), new LogPosition(2, 1000));
    Path late = written("late");

    folder.publish(late, new LogPosition(2, 700));

    assertThat(late).doesNotExist();
    assertThat(folder.latestFile().orElseThrow()).hasFileName("snapshot.2_1000");
    folder.reload();
    assertThat(folder.latestFile().orElseThrow()).hasFileName("snapshot.2_1000");
  }

  @Test
  void the_newest_are_kept_with_their_digests() throws IOException {
    for (int index = 1; index <= 3; index++) {
      folder.publish(written("n" + index), new LogPosition(1, index));
    }

    folder.cleanupOldSnapshots(
        new SnapshotRetentionPolicy() {
          @Override
          public int getNumSnapshotsRetained() {
            return 2;
          }
        });

    try (var files = Files.list(home.resolve("sm"))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(
              "snapshot.1_2", "snapshot.1_2.md5", "snapshot.1_3", "snapshot.1_3.md5");
    }
  }

  @Test
  void whoever_asks_while_one_is_written_waits_for_that_one() {
    SnapshotTaker taker = taker(file -> new LogPosition(1, 5));

    CompletableFuture<LogPosition> first = taker.take();
    CompletableFuture<LogPosition> second = taker.take();
    waiting.forEach(Runnable::run);

    assertThat(waiting).hasSize(1);
    assertThat(first).isSameAs(second).isCompletedWithValue(new LogPosition(1, 5));
  }

  @Test
  void a_failure_is_told_and_not_repeated_at_once() {
    SnapshotTaker taker =
        taker(
            file -> {
              throw new UncheckedIOException(new IOException("no space"));
            });

    CompletableFuture<LogPosition> failed = taker.take();
    waiting.forEach(Runnable::run);
    taker.begin();

    assertThatThrownBy(failed::join)
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("no space");
    assertThat(waiting).hasSize(1);
    assertThat(folder.latestFile()).isEmpty();
  }

  private Path written(String content) throws IOException {
    return Files.writeString(home.resolve("written"), content);
  }

  /** Writes when the test says so. */
  private SnapshotTaker taker(Writing writing) {
    Snapshots snapshots =
        new Snapshots() {
          @Override
          public LogPosition write(Path target) {
            LogPosition position = writing.to(target);
            try {
              Files.writeString(target, "snapshot");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return position;
          }

          @Override
          public void install(Path source) {
            throw new AssertionError(source);
          }
        };
    return new SnapshotTaker(snapshots, folder, home.resolve("work"), waiting::add);
  }

  /** What a write comes to. */
  private interface Writing {
    LogPosition to(Path file);
  }
}
