// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.adapters.ratis.LogBeginning;
import io.pawl.app.cluster.OwnPorts;
import io.pawl.app.wiring.Node;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.RemoteRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a node whose log was cut and that lost something of the rest. */
final class LostPartsTest {
  @TempDir Path home;
  private final List<Member> members = OwnPorts.members(List.of("n1"));

  @BeforeEach
  void cutTheLog() {
    CutLog.leaveIn(settings());
  }

  @Test
  void lost_snapshots_are_written_anew_from_the_store() {
    CutLog.deleteSnapshots(settings().data());

    requireRegistering();
    assertThat(CutLog.beginning(settings()).lacksSnapshot()).isFalse();
  }

  @Test
  void a_lost_snapshot_folder_is_made_anew_from_the_store() throws IOException {
    CutLog.deleteSnapshots(settings().data());
    Files.delete(CutLog.beginning(settings()).folder().resolve("sm"));

    requireRegistering();
    assertThat(CutLog.beginning(settings()).lacksSnapshot()).isFalse();
  }

  @Test
  void a_lost_store_is_filled_from_the_snapshot() {
    Folders.delete(settings().data().resolve("group-0"));

    requireRegistering();
  }

  @Test
  void a_store_behind_the_cut_cannot_stand_in_for_the_snapshots() {
    CutLog.deleteSnapshots(settings().data());
    Path store = settings().data().resolve("group-0").resolve("store");
    Folders.delete(store);
    StoredRows.open(store, "rocksdb").close();

    requireRefused("the store is empty");
    StoredRows.open(store, "rocksdb").close();
  }

  @Test
  void a_store_cannot_stand_in_for_the_log() {
    CutLog.deleteSnapshots(settings().data());
    CutLog.deleteLog(settings().data());
    assertThat(CutLog.beginning(settings()).first()).isEqualTo(LogBeginning.NONE);

    requireRefused("is no log");
  }

  private void requireRefused(String detail) {
    assertThatThrownBy(() -> Node.start(settings(), halted -> {}))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.sentinel()).isEqualTo(Sentinel.STATE_MISMATCH);
              assertThat(fault.detail()).contains(detail);
            });
  }

  /** It has what it had, and takes more. */
  private void requireRegistering() {
    try (Node node = Node.start(settings(), halted -> {});
        RemoteRegistry registry = CutLog.connect(settings())) {
      CutLog.register(registry, CutLog.ROWS, CutLog.ROWS + 1);
      assertThat(node.halted()).isEmpty();
      assertThat(
              node.inspection(0).deks().stream()
                  .mapToInt(dek -> node.inspection(0).rows(dek).size()))
          .containsExactly(CutLog.ROWS + 1);
    }
  }

  private NodeSettings settings() {
    return NodeSettings.onRocksDb(members.get(0).name(), members, home.resolve("n1"));
  }
}
