// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.pawl.app.cluster.KekFiles;
import io.pawl.app.cluster.OwnPorts;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that must not use a folder's keys says why in one line, and leaves every byte of the
 * folder as it was.
 */
final class KeyGuardsTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "mvstore"})
  void a_dropped_flag_does_not_hide_the_keys(String engine) {
    KeyedNode node = KeyedNode.in(home, "n1", engine).bootstrapped();

    assertThat(refused(node.withoutEncryption(), Sentinel.ENCRYPTION_DOWNGRADE))
        .contains("Group 0 has 2 keys.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "mvstore"})
  void another_kek_is_refused_with_a_key_it_does_not_open(String engine) {
    KeyedNode node = KeyedNode.in(home, "n1", engine).bootstrapped();
    Path other = KekFiles.make(home.resolve("other"), KeyedNode.KEK + 1);

    assertThat(refused(node.withKek(other), Sentinel.KEK_MISMATCH))
        .contains("It is key %s of group 0.".formatted(node.ring().keys().get(0).id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "mvstore"})
  void wrapped_keys_that_changed_places_are_refused(String engine) {
    KeyedNode node = KeyedNode.in(home, "n1", engine).bootstrapped();
    try (WriterRegistryStore store = node.openStore()) {
      LogPosition last = store.lastApplied().orElseThrow();
      KeyRing.Filled ring = (KeyRing.Filled) store.keyRing();
      store.commit(
          new LogPosition(last.term(), last.index() + 1), List.of(new KeyRingPut(swapped(ring))));
    }

    assertThat(refused(node.arguments(), Sentinel.KEK_MISMATCH)).contains("of group 0");
  }

  private static KeyRing.Filled swapped(KeyRing.Filled ring) {
    RingKey one = ring.keys().get(0);
    RingKey other = ring.keys().get(1);
    return new KeyRing.Filled(
        ring.activeStorage(),
        ring.activeRaft(),
        List.of(wrappedAs(one, other), wrappedAs(other, one)));
  }

  private static RingKey wrappedAs(RingKey key, RingKey other) {
    return new RingKey(key.id(), key.purpose(), other.wrapped(), key.createdAt(), key.index());
  }

  @Test
  void encryption_without_a_kek_is_refused() {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    List<String> arguments = node.withoutEncryption();
    arguments.add("--encryption");

    refused(arguments, Sentinel.KEK_REQUIRED);
  }

  @Test
  void a_kek_that_others_may_read_is_refused() throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    Files.setPosixFilePermissions(node.kek(), PosixFilePermissions.fromString("rw-r-----"));

    refused(node.arguments(), Sentinel.KEK_INSECURE);
  }

  @Test
  void a_kek_with_a_line_break_behind_it_is_refused() throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    Path long33 = KekFiles.make(home.resolve("long"), KeyedNode.KEK);
    try (RandomAccessFile file = new RandomAccessFile(long33.toFile(), "rw")) {
      file.seek(file.length());
      file.write('\n');
    }

    refused(node.withKek(long33), Sentinel.KEK_MALFORMED);
  }

  @Test
  void another_clusters_folder_is_refused_by_its_keys_or_by_its_name() {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    KeyedNode elsewhere = node.inCluster("elsewhere");
    Path other = KekFiles.make(home.resolve("other"), KeyedNode.KEK + 1);

    refused(elsewhere.withKek(other), Sentinel.KEK_MISMATCH);
    assertThat(refused(elsewhere.arguments(), Sentinel.STATE_MISMATCH)).contains("cluster pawl");
  }

  @Test
  void another_clusters_store_is_refused_in_a_folder_that_nobody_has_named_yet()
      throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    Files.delete(node.settings().data().resolve("node"));
    Files.delete(node.group().resolve("node"));

    assertThat(refused(node.inCluster("elsewhere").arguments(), Sentinel.STATE_MISMATCH))
        .contains(node.store() + " is of cluster ");
  }

  @Test
  void a_store_beside_another_nodes_log_is_refused() throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    KeyedNode neighbour = KeyedNode.in(home, "n2", "rocksdb").bootstrapped();
    Folders.delete(node.logs());
    Files.move(neighbour.logs(), node.logs());

    assertThat(refused(node.arguments(), Sentinel.STATE_MISMATCH))
        .contains(node.logs().toString(), "of node n2");
  }

  @Test
  void a_log_beside_another_nodes_store_is_refused() throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    KeyedNode neighbour = KeyedNode.in(home, "n2", "rocksdb").bootstrapped();
    Folders.delete(node.group());
    Files.move(neighbour.group(), node.group());

    assertThat(refused(node.arguments(), Sentinel.STATE_MISMATCH))
        .contains(node.group().toString(), "of node n2");
  }

  @Test
  void a_store_with_entries_and_without_a_log_is_refused_though_nothing_says_whose_it_is()
      throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    Files.delete(node.settings().data().resolve("node"));
    Files.delete(node.group().resolve("node"));
    Folders.delete(node.logs());

    assertThat(refused(node.arguments(), Sentinel.STATE_MISMATCH)).contains("is missing in");
  }

  @Test
  void an_altered_sidecar_is_refused() throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    String text = Files.readString(node.sidecar());
    Files.writeString(
        node.sidecar(), text.replace("\"raft_applied_index\":", "\"raft_applied_index\":9"));

    assertThat(refused(node.arguments(), Sentinel.SIDECAR_TAMPERED))
        .contains(node.sidecar().toString());
  }

  @Test
  void another_nodes_sidecar_is_refused() throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    KeyedNode neighbour = KeyedNode.in(home, "n2", "rocksdb").bootstrapped();
    Files.writeString(node.sidecar(), Files.readString(neighbour.sidecar()));

    assertThat(refused(node.arguments(), Sentinel.SIDECAR_TAMPERED)).contains("node n2");
  }

  @Test
  void a_group_that_is_not_named_any_more_still_has_its_keys() throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    Files.move(node.group(), node.group().resolveSibling("group-5"));

    assertThat(refused(node.withoutEncryption(), Sentinel.ENCRYPTION_DOWNGRADE))
        .contains("Group 5 has 2 keys.");
  }

  @Test
  void of_many_faults_the_earliest_is_told_until_the_last_is_mended() throws IOException {
    List<String> names = StartupRefusalsTest.twoNamesWithOneSlot();
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    KeyedNode neighbour = KeyedNode.in(home, "n2", "rocksdb").bootstrapped();
    Path insecure = KekFiles.make(home.resolve("insecure"), KeyedNode.KEK);
    Files.setPosixFilePermissions(insecure, PosixFilePermissions.fromString("rw-rw-rw-"));
    Path other = KekFiles.make(home.resolve("other"), KeyedNode.KEK + 1);
    Files.writeString(node.sidecar(), Files.readString(neighbour.sidecar()));
    Path logs = Files.move(node.logs(), home.resolve("logs"));
    List<String> colliding =
        new ArrayList<>(
            ServeCluster.arguments(names.get(0), OwnPorts.members(names), node.settings().data()));
    try (WriterRegistryStore held = node.openStore()) {
      refused(colliding, Sentinel.STORE_LOCKED);
      assertThat(held.keyRing().keys()).hasSize(2);
    }
    refused(colliding, Sentinel.SLOT_TAKEN);
    colliding.add("--encryption");
    refused(colliding, Sentinel.SLOT_TAKEN);
    refused(node.withKek(insecure), Sentinel.KEK_INSECURE);
    refused(node.withoutEncryption(), Sentinel.ENCRYPTION_DOWNGRADE);
    refused(node.withKek(other), Sentinel.KEK_MISMATCH);
    refused(node.arguments(), Sentinel.STATE_MISMATCH);
    Files.move(logs, node.logs());
    refused(node.arguments(), Sentinel.SIDECAR_TAMPERED);
    Files.delete(node.sidecar());
    try (ServeProcess process = ServeProcess.start(node.arguments())) {
      process.awaitReady();
    }
  }

  @Test
  void a_folder_nothing_can_be_written_to_is_told_after_another_kek_and_before_a_lost_log()
      throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    Path data = node.settings().data();
    Path other = KekFiles.make(home.resolve("other"), KeyedNode.KEK + 1);
    Folders.delete(node.logs());
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(data), "root writes where it likes");

      refused(node.withKek(other), Sentinel.KEK_MISMATCH);
      assertThat(refused(node.arguments(), Sentinel.FILESYSTEM_UNSUPPORTED))
          .contains("Trying it in " + data);
    } finally {
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    refused(node.arguments(), Sentinel.STATE_MISMATCH);
  }

  private String refused(List<String> arguments, Sentinel sentinel) {
    return ServeProcess.refused(arguments, sentinel, home);
  }
}
