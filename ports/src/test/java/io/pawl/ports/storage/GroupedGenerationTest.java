// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static io.pawl.ports.storage.Places.at;
import static io.pawl.ports.storage.Places.changesAt;
import static io.pawl.ports.storage.Places.key;
import static io.pawl.ports.storage.Places.rowsAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.state.Change;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.storage.Generation.View;
import io.pawl.ports.storage.GenerationEngine.Expected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When writes reach the engine, and that nobody who reads can tell. */
final class GroupedGenerationTest {
  private static final int GROUP_ROWS = 512;

  @TempDir private Path folder;
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean failing = new AtomicBoolean();
  private final WatchedEngine engine =
      new WatchedEngine(
          operation -> {
            if (operation.name().equals("write") && failing.get()) {
              throw WatchedEngine.injected(operation);
            }
            done.add(operation.name());
          });

  private Generation opened() {
    Generation generation = GroupedGeneration.over(engine.open(folder, Expected.ANYTHING));
    done.clear();
    return generation;
  }

  private long writes() {
    return done.stream().filter("write"::equals).count();
  }

  @Test
  void what_is_in_the_group_is_found_and_the_engine_has_none_of_it() {
    try (Generation generation = opened()) {
      generation.write(at(1), changesAt(1));
      generation.write(at(2), changesAt(2));

      assertThat(generation.find(key(1))).contains(rowsAt(2).get(0).row());
      assertThat(generation.find(key(3))).isEmpty();
      assertThat(generation.lastApplied()).contains(at(2));
      assertThat(writes()).isZero();
    }
  }

  @Test
  void a_group_is_one_write_when_it_has_too_many_rows() {
    try (Generation generation = opened()) {
      List<Change> rows = changesAt(GROUP_ROWS);
      generation.write(at(1), rows.subList(0, GROUP_ROWS - 1));
      generation.write(at(2), rows.subList(0, GROUP_ROWS - 1));
      assertThat(writes()).isZero();

      generation.write(at(3), rows.subList(GROUP_ROWS - 1, GROUP_ROWS));

      assertThat(writes()).isEqualTo(1);
      generation.write(at(4), rows.subList(0, 1));
      assertThat(writes()).isEqualTo(1);
      assertThat(generation.find(key(GROUP_ROWS)))
          .contains(rowsAt(GROUP_ROWS).get(GROUP_ROWS - 1).row());
    }
  }

  @Test
  void a_group_is_full_at_last_however_few_its_rows_are() {
    try (Generation generation = opened()) {
      int index = 0;
      while (writes() == 0) {
        index++;
        generation.write(at(index), List.of());
        assertThat(index).isLessThanOrEqualTo(10_000);
      }

      assertThat(index).as("writes of a group").isGreaterThan(1_000);
    }
  }

  @Test
  void a_sync_and_a_view_write_the_group_before() {
    try (Generation generation = opened()) {
      generation.write(at(1), changesAt(1));
      generation.sync();
      generation.sync();
      generation.write(at(2), changesAt(2));
      try (View view = generation.view()) {
        List<StoredRow> seen = new ArrayList<>();
        view.scanAll(seen::add);
        assertThat(seen).isEqualTo(rowsAt(2));
        assertThat(view.lastApplied()).contains(at(2));
      }
    }
    assertThat(done.subList(0, 5)).containsExactly("write", "sync", "sync", "write", "view");
  }

  @Test
  void nothing_is_written_after_the_engine_failed() {
    Generation generation = opened();
    generation.write(at(1), changesAt(1));
    failing.set(true);
    assertThatThrownBy(generation::sync).isInstanceOf(StorageUnavailable.class);
    failing.set(false);

    assertThatThrownBy(generation::sync).isInstanceOf(StorageUnavailable.class);
    assertThatThrownBy(generation::view).isInstanceOf(StorageUnavailable.class);
    generation.close();

    assertThat(writes()).isZero();
  }

  @Test
  void half_a_write_is_never_handed_over() {
    Generation generation = opened();
    generation.write(at(1), changesAt(1));
    List<@Nullable Change> half = new ArrayList<>(changesAt(2));
    half.add(null);
    assertThatThrownBy(() -> generation.write(at(2), torn(half)))
        .isInstanceOf(NullPointerException.class);

    assertThatThrownBy(generation::sync).isInstanceOf(StorageUnavailable.class);
    generation.close();

    assertThat(writes()).isZero();
  }

  /** A list that breaks off in the middle, which no caller has. */
  @SuppressWarnings({"unchecked", "NullAway"})
  private static List<Change> torn(List<@Nullable Change> half) {
    return (List<Change>) (List<?>) half;
  }

  @Test
  void what_was_synced_is_there_after_a_close_and_the_rest_is_not() {
    try (Generation generation = opened()) {
      generation.write(at(1), changesAt(1));
      generation.sync();
      generation.write(at(2), changesAt(2));
    }
    try (Generation generation = opened()) {
      assertThat(generation.lastApplied()).contains(at(1));
      assertThat(generation.find(key(1))).contains(rowsAt(1).get(0).row());
    }
  }
}
