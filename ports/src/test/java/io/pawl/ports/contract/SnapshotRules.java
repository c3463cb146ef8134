// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static io.pawl.ports.contract.Sample.at;
import static io.pawl.ports.contract.Sample.puts;
import static io.pawl.ports.contract.Sample.row;
import static io.pawl.ports.contract.Sample.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.portable.SnapshotHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

/** RS-22 to RS-24: taking snapshots. */
interface SnapshotRules extends StoreUnderTest {

  @Test
  default void rs22_a_snapshot_holds_exactly_the_rows_and_the_position() {
    try (Session session = Session.open(this)) {
      session.store().commit(new LogPosition(3, 8), puts(rows(5, 1)));
      session.store().commit(new LogPosition(4, 9), puts(row(2, 2)));
      Contents state = Contents.of(session.store());
      Path target = session.freshPath("snapshot");

      LogPosition position = session.store().writeSnapshot(target);

      assertThat(position).isEqualTo(new LogPosition(4, 9));
      assertThat(SnapshotFile.read(target))
          .isEqualTo(
              new SnapshotFile(
                  new SnapshotHeader(Session.CLUSTER, position, 5),
                  KeyRing.EMPTY,
                  state.stored(),
                  true));
    }
  }

  @Test
  default void rs22_a_snapshot_may_have_no_rows() throws IOException {
    Contents empty = Contents.of(at(1), List.of());
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), List.of());
      Path target = session.freshPath("snapshot");

      session.store().writeSnapshot(target);

      assertSameBytes(
          target, SnapshotFile.write(session.freshPath("expected"), Session.CLUSTER, empty));
    }
  }

  /** Row by row here, all at once there: the way to a state is not part of it. */
  @Property(tries = 20)
  @Domain(EncryptionDomain.class)
  default void rs22_the_same_state_makes_the_same_bytes_whatever_store_and_history(
      @ForAll @NotEmpty @Size(max = 30) List<StoredRow> history) throws IOException {
    try (Session session = Session.open(this);
        Session other = Session.open(this)) {
      for (int index = 1; index <= history.size(); index++) {
        session.store().commit(at(index), puts(history.get(index - 1)));
      }
      Contents state = Contents.of(at(history.size()), history);
      other.store().commit(state.position(), puts(state.stored()));
      Path target = session.freshPath("snapshot");
      Path otherTarget = other.freshPath("snapshot");

      session.store().writeSnapshot(target);
      other.store().writeSnapshot(otherTarget);

      assertSameBytes(target, otherTarget);
      assertSameBytes(
          target, SnapshotFile.write(session.freshPath("expected"), Session.CLUSTER, state));
    }
  }

  private static void assertSameBytes(Path actual, Path expected) throws IOException {
    assertThat(Files.readAllBytes(actual)).isEqualTo(Files.readAllBytes(expected));
  }

  /** All rows carry the index of their commit as epoch. */
  @Test
  default void rs23_a_snapshot_beside_commits_is_as_of_one_commit() {
    try (Session session = Session.open(this);
        Committer committer = Committer.start(session.store(), index -> puts(rows(4, index)))) {
      for (int i = 0; i < 20; i++) {
        int acknowledged = committer.acknowledged();
        Path target = session.freshPath("snapshot");

        LogPosition position = session.store().writeSnapshot(target);

        SnapshotFile file = SnapshotFile.read(target);
        assertThat(file.header().position()).isEqualTo(position);
        assertThat(position.index()).isGreaterThanOrEqualTo(acknowledged);
        assertThat(file.rows())
            .allSatisfy(
                stored ->
                    assertThat((long) stored.row().lastSeen().value()).isEqualTo(position.index()));
      }
    }
  }

  @Test
  default void rs24_a_snapshot_never_overwrites_a_file() throws IOException {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(0, 1)));
      Path taken = Files.writeString(session.freshPath("taken"), "Mine.");

      assertThatThrownBy(() -> session.store().writeSnapshot(taken))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(taken).hasContent("Mine.");
    }
  }

  @Test
  default void rs24_there_is_no_snapshot_before_the_first_commit() {
    try (Session session = Session.open(this)) {
      Path target = session.freshPath("snapshot");

      assertThatThrownBy(() -> session.store().writeSnapshot(target))
          .isInstanceOf(IllegalStateException.class);

      assertThat(target).doesNotExist();
    }
  }
}
