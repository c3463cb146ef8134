// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.RegistrationDecisions;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stores and snapshots of nodes that do not run. */
final class OfflineCommandsTest {
  private static final ClusterId CLUSTER = ClusterId.of("somewhere", 1);
  private static final LogPosition POSITION = new LogPosition(3, 17);

  private static final KeyRing.Filled RING =
      KeyRing.ofFirst(
          new RingKey(
              new DekId(0xFFFF_FFFFL),
              Purpose.STORAGE,
              new WrappedDek(Bytes.ofHex("00ff")),
              new CreatedAt.Recorded(1_700_000_000_000L),
              4),
          new RingKey(
              new DekId(7),
              Purpose.RAFT,
              new WrappedDek(Bytes.ofHex("01")),
              CreatedAt.UNRECORDED,
              4));
  private static final String KEYS =
      """
      {"id":7,"purpose":"raft","state":"active","wrapped":"AQ==","created_at_ms":null,"index":4},\
      {"id":4294967295,"purpose":"storage","state":"active","wrapped":"AP8=",\
      "created_at_ms":1700000000000,"index":4}""";

  private final Shell shell = new Shell().without("PAWL_MEMBERS");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "mvstore"})
  void a_dump_has_every_row_in_order_whatever_the_engine(String engine) {
    Path home = folder.resolve("group-1").resolve("store");
    open(engine, home).close();

    Shell.Ended text = shell.run("store", "dump", home.toString());
    Shell.Ended json = shell.run("store", "dump", "--json", "--group", "1", folder.toString());

    assertThat(text.code()).isZero();
    assertThat(text.out())
        .isEqualTo(
            """
            # engine %s, cluster %s, applied up to term 3, index 17
            # key 7 for raft, active, brought at index 4
            # key 4294967295 for storage, active, brought at index 4
            DEK         SLOT  NODE ID           FIRST SEEN  LAST SEEN  INCARNATION
            7           d4c0  08b37b07b558d4c0  3           3          00000000000000010000000000000002
            4294967295  d9d9  08b37e07b558d9d9  0           0          00000000000000010000000000000002
            """
                .formatted(engine, CLUSTER));
    assertThat(json.code()).isZero();
    assertThat(json.out())
        .isEqualTo(
            """
            {"schema":"pawl.keyring/1","active":{"storage":4294967295,"raft":7},"keys":[%s]}
            {"schema":"pawl.row/1","dek_id":7,"slot":"d4c0","node_id":"08b37b07b558d4c0",\
            "first_seen":3,"last_seen":3,"incarnation":"00000000000000010000000000000002"}
            {"schema":"pawl.row/1","dek_id":4294967295,"slot":"d9d9","node_id":"08b37e07b558d9d9",\
            "first_seen":0,"last_seen":0,"incarnation":"00000000000000010000000000000002"}
            """
                .formatted(KEYS));
  }

  @Test
  void the_store_of_a_node_that_runs_is_locked() {
    try (WriterRegistryStore running = open("mvstore", folder)) {
      Shell.Ended ended = shell.run("store", "dump", folder.toString());

      assertThat(running.lastApplied()).contains(POSITION);
      assertThat(ended.code()).isEqualTo(11);
      assertThat(ended.err()).startsWith("STORE_LOCKED: ").hasLineCount(1);
    }
  }

  @Test
  void a_folder_without_a_store_stays_as_it_is() {
    Shell.Ended ended = shell.run("store", "dump", folder.toString(), "--json");

    assertThat(ended.code()).isEqualTo(11);
    assertThat(ended.json().get("sentinel").textValue()).isEqualTo("STATE_MISMATCH");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_snapshot_says_what_it_holds() {
    Path snapshot = folder.resolve("snapshot");
    try (WriterRegistryStore store = open("mvstore", folder.resolve("store"))) {
      store.writeSnapshot(snapshot);
    }

    Shell.Ended ended = shell.run("inspect", "snapshot", snapshot.toString());

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            """
            {"schema":"pawl.inspect/1","ok":true,"entry":"snapshot","version":1,"cluster_id":"%s",\
            "term":3,"index":17,"row_count":3,\
            "key_ring":{"active":{"storage":4294967295,"raft":7},"keys":[%s]}}
            """
                .formatted(CLUSTER, KEYS));
  }

  @Test
  void a_snapshot_without_keys_says_so() {
    Path snapshot = folder.resolve("snapshot");
    StoreLocation home = new StoreLocation(folder.resolve("store"), CLUSTER);
    try (WriterRegistryStore store = StorageEngines.installed().named("mvstore").open(home)) {
      store.commit(POSITION, List.of());
      store.writeSnapshot(snapshot);
    }

    Shell.Ended ended = shell.run("inspect", "snapshot", snapshot.toString());

    assertThat(ended.json().get("row_count").intValue()).isZero();
    assertThat(ended.json().get("key_ring").isNull()).isTrue();
  }

  @Test
  void a_damaged_snapshot_is_malformed_and_a_missing_one_is_a_usage_error() throws IOException {
    Path snapshot = folder.resolve("snapshot");
    Files.write(snapshot, "PAWLSNP1".getBytes(StandardCharsets.US_ASCII));

    Shell.Ended damaged = shell.run("inspect", "snapshot", snapshot.toString());
    Shell.Ended missing = shell.run("inspect", "snapshot", folder.resolve("no").toString());

    assertThat(damaged.code()).isEqualTo(14);
    assertThat(damaged.json().get("sentinel").textValue()).isEqualTo("SNAPSHOT_MALFORMED");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).hasLineCount(1).contains("cannot be read");
  }

  /** A store of two keys, and a writer under each. */
  private static WriterRegistryStore open(String engine, Path home) {
    WriterRegistryStore store =
        StorageEngines.installed().named(engine).open(new StoreLocation(home, CLUSTER));
    List<Registration> writers = List.of(writer(0xFFFF_FFFFL, "n2", 0), writer(7, "n1", 3));
    List<Change> changes = new ArrayList<>(RegistrationDecisions.all(store, writers).changes());
    changes.add(new Change.KeyRingPut(RING));
    store.commit(POSITION, changes);
    return store;
  }

  private static Registration writer(long dek, String node, int epoch) {
    return new Registration(
        new DekId(dek),
        NodeId.of(new NodeName(node)),
        new LocalEpoch(epoch),
        new Incarnation.Drawn(1, 2));
  }
}
