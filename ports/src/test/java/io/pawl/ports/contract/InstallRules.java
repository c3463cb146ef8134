// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static io.pawl.ports.contract.Refusals.assertRefused;
import static io.pawl.ports.contract.Sample.at;
import static io.pawl.ports.contract.Sample.key;
import static io.pawl.ports.contract.Sample.puts;
import static io.pawl.ports.contract.Sample.row;
import static io.pawl.ports.contract.Sample.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.InstallOutcome.Installed;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** RS-25, RS-26, RS-28 and RS-29: installing snapshots that are in order. */
interface InstallRules extends DamagedSnapshotRules {

  @Test
  default void rs25_installing_replaces_every_row_and_the_position() {
    List<StoredRow> old = List.of(row(0, 1), row(1, 1), row(key(1, 0), 1), row(key(900, 0), 1));
    Contents snapshot = Contents.of(at(9), List.of(row(1, 2), row(2, 2), row(key(8, 1), 2)));
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(old));

      InstallOutcome outcome = install(session, snapshot);

      assertThat(outcome).isEqualTo(new Installed(at(9)));
      assertThat(Contents.of(session.store())).isEqualTo(snapshot);
    }
  }

  @Test
  default void rs25_a_store_without_a_commit_takes_a_snapshot() {
    Contents snapshot = Contents.of(new LogPosition(0, 0), rows(3, 1));
    try (Session session = Session.open(this)) {
      assertThat(install(session, snapshot)).isEqualTo(new Installed(snapshot.position()));

      assertThat(Contents.of(session.store())).isEqualTo(snapshot);
    }
  }

  @Test
  default void rs25_a_snapshot_of_ten_thousand_rows_is_installed() {
    Contents snapshot = Contents.of(at(2), rows(10_000, 1));
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(10_001, 1)));

      assertThat(install(session, snapshot)).isInstanceOf(Installed.class);

      assertThat(Contents.of(session.store())).isEqualTo(snapshot);
    }
  }

  @Test
  default void rs25_commits_go_on_behind_the_snapshot() {
    Contents snapshot = Contents.of(at(9), rows(3, 1));
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), List.of());
      install(session, snapshot);

      assertThat(session.store().commit(at(9), puts(row(0, 2)))).isEqualTo(CommitOutcome.SKIPPED);
      assertThat(session.store().commit(at(10), puts(row(1, 3))))
          .isEqualTo(CommitOutcome.COMMITTED);

      assertThat(Contents.of(session.store())).isEqualTo(snapshot.after(at(10), puts(row(1, 3))));
    }
  }

  /** The snapshot at index n has n rows, so that a mixture shows. */
  @Test
  default void rs25_reads_meanwhile_see_the_old_state_or_the_new_one() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(rows(1, 1)));
      CompletableFuture<Void> installs =
          CompletableFuture.runAsync(
              () -> {
                for (int index = 2; index <= 8; index++) {
                  install(session, Contents.of(at(index), rows(index, index)));
                }
              },
              task -> new Thread(task, "installer").start());

      while (!installs.isDone()) {
        SortedMap<?, ?> seen = Contents.rowsOf(session.store());
        assertThat(seen).isEqualTo(Contents.of(at(1), rows(seen.size(), seen.size())).rows());
      }

      installs.join();
      assertThat(session.store().lastApplied()).contains(at(8));
    }
  }

  @Test
  default void rs26_an_installed_snapshot_survives_a_crash_at_once() {
    Contents snapshot = Contents.of(at(9), rows(3, 2));
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(rows(5, 1)));
      install(session, snapshot);

      session.crash(0);

      assertThat(Contents.of(session.store())).isEqualTo(snapshot);
    }
  }

  @Test
  default void rs26_an_installed_snapshot_survives_closing_and_reopening() {
    Contents snapshot = Contents.of(at(9), rows(3, 2));
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(rows(5, 1)));
      install(session, snapshot);

      session.restart();

      assertThat(Contents.of(session.store())).isEqualTo(snapshot);
    }
  }

  @Test
  default void rs28_a_snapshot_of_another_cluster_is_refused() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(rows(5, 1)));
      Contents before = Contents.of(session.store());
      Path foreign =
          SnapshotFile.write(
              session.freshPath("foreign"), Session.OTHER_CLUSTER, Contents.of(at(9), rows(3, 2)));

      assertRefused(Sentinel.SNAPSHOT_FOREIGN, session.store().installSnapshot(foreign));

      assertThat(Contents.of(session.store())).isEqualTo(before);
    }
  }

  @Test
  default void rs29_a_snapshot_behind_the_store_is_refused() {
    assertStale(new LogPosition(2, 8));
    assertStale(new LogPosition(3, 8));
    assertStale(new LogPosition(1, 9));
    assertStale(new LogPosition(1, 10));
  }

  private void assertStale(LogPosition behind) {
    try (Session session = Session.open(this)) {
      session.store().commit(new LogPosition(2, 9), puts(rows(5, 1)));
      Contents before = Contents.of(session.store());

      assertRefused(Sentinel.SNAPSHOT_STALE, install(session, Contents.of(behind, rows(3, 2))));

      assertThat(Contents.of(session.store())).isEqualTo(before);
    }
  }

  @Test
  default void rs29_a_snapshot_of_the_stores_own_position_is_not_behind() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(9), puts(rows(5, 1)));
      Contents same = Contents.of(session.store());

      assertThat(install(session, same)).isEqualTo(new Installed(at(9)));

      assertThat(Contents.of(session.store())).isEqualTo(same);
    }
  }

  @Test
  default void rs28_a_snapshot_with_another_entry_at_the_stored_index_is_refused() {
    try (Session session = Session.open(this)) {
      session.store().commit(new LogPosition(2, 9), puts(rows(5, 1)));
      Contents before = Contents.of(session.store());

      InstallOutcome outcome = install(session, Contents.of(new LogPosition(3, 9), rows(3, 2)));

      assertRefused(Sentinel.SNAPSHOT_FOREIGN, outcome);
      assertThat(Contents.of(session.store())).isEqualTo(before);
    }
  }

  private static InstallOutcome install(Session session, Contents snapshot) {
    Path source = session.freshPath("snapshot");
    return session.store().installSnapshot(SnapshotFile.write(source, Session.CLUSTER, snapshot));
  }
}
