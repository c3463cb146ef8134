// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cluster.OwnPorts;
import io.pawl.app.wiring.Node;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that must not start says why in one line, and leaves everything as it was. */
final class StartupRefusalsTest {
  private static final List<String> ALONE = List.of("n1");

  @TempDir Path home;
  private final List<Member> members = OwnPorts.members(ALONE);

  @Test
  void an_unknown_engine_is_refused_with_the_ones_there_are() {
    List<String> arguments = new ArrayList<>(alone(home.resolve("n1")));
    arguments.addAll(List.of("--store", "filing-cabinet"));

    assertThat(refused(arguments, Sentinel.STORE_UNSUPPORTED)).contains("mvstore", "rocksdb");
  }

  @Test
  void a_folder_that_another_process_holds_is_refused() {
    List<String> arguments = usedAlone();
    try (WriterRegistryStore held = StoredRows.open(store(used()), "rocksdb")) {
      assertThat(refused(arguments, Sentinel.STORE_LOCKED)).contains(store(used()).toString());
      assertThat(held.lastApplied()).isEmpty();
    }
  }

  @Test
  void a_folder_in_use_is_told_before_anything_else_but_the_arguments() throws IOException {
    List<String> colliding = twoNamesWithOneSlot();
    List<Member> members = OwnPorts.members(colliding);
    try (WriterRegistryStore held = StoredRows.open(store(used()), "rocksdb");
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<String> arguments =
          new ArrayList<>(ServeCluster.arguments(colliding.get(0), members, used()));
      arguments.set(arguments.size() - 1, "127.0.0.1:" + taken.getLocalPort());

      refused(arguments, Sentinel.STORE_LOCKED);

      arguments.addAll(List.of("--store", "filing-cabinet"));
      refused(arguments, Sentinel.STORE_UNSUPPORTED);
      assertThat(held.lastApplied()).isEmpty();
    }
  }

  @Test
  void another_engines_folder_is_refused() {
    List<String> arguments = new ArrayList<>(usedAlone());
    arguments.addAll(List.of("--store", "mvstore"));

    assertThat(refused(arguments, Sentinel.STORE_UNSUPPORTED)).contains("rocksdb", "mvstore");
  }

  @Test
  void members_with_one_slot_are_refused_by_name() {
    List<String> colliding = twoNamesWithOneSlot();
    List<Member> members = OwnPorts.members(colliding);

    String word =
        refused(
            ServeCluster.arguments(colliding.get(0), members, home.resolve("n")),
            Sentinel.SLOT_TAKEN);

    assertThat(word).contains(colliding);
  }

  @Test
  void members_with_one_slot_are_told_before_what_the_folder_is() throws IOException {
    List<String> colliding = twoNamesWithOneSlot();
    List<Member> members = OwnPorts.members(colliding);
    Path file = Files.writeString(home.resolve("n"), "not a folder");

    refused(ServeCluster.arguments(colliding.get(0), members, file), Sentinel.SLOT_TAKEN);
  }

  @Test
  void a_file_in_place_of_the_folder_is_refused() throws IOException {
    Path file = Files.writeString(home.resolve("n1"), "not a folder");

    assertThat(refused(alone(file), Sentinel.FILESYSTEM_UNSUPPORTED)).contains(file.toString());
  }

  @Test
  void a_kek_that_is_missing_is_told_before_what_the_folder_is() throws IOException {
    List<String> arguments =
        new ArrayList<>(alone(Files.writeString(home.resolve("n1"), "not a folder")));
    arguments.add("--encryption");

    refused(arguments, Sentinel.KEK_REQUIRED);
  }

  /** Nobody may make a file there, not even root. */
  @Test
  void a_folder_that_nothing_can_be_written_to_is_refused() {
    assertThat(refused(alone(Path.of("/proc/pawl-n1")), Sentinel.FILESYSTEM_UNSUPPORTED))
        .contains("Trying it in /proc failed");
  }

  @Test
  void arguments_of_no_use_end_it_before_a_folder_is_looked_at() {
    List<String> nameless = new ArrayList<>(alone(home.resolve("n1")));
    nameless.set(nameless.indexOf("--members") + 1, "=127.0.0.1:7101");
    List<String> kekInVain = new ArrayList<>(alone(home.resolve("n1")));
    kekInVain.addAll(List.of("--kek-file", home.resolve("kek").toString()));

    assertThat(ServeProcess.unusable(nameless, home)).contains("=127.0.0.1:7101");
    assertThat(ServeProcess.unusable(kekInVain, home)).contains("--encryption");
  }

  @Test
  void a_store_whose_log_is_lost_is_refused() {
    usedAlone();
    Folders.delete(used().resolve("raft"));

    assertThat(refused(usedAlone(), Sentinel.STATE_MISMATCH)).contains(store(used()).toString());
  }

  /** As a killed one is that had not written its first group of commits. */
  @Test
  void a_lost_log_is_refused_though_the_store_has_nothing_and_the_folder_does_not_say_whose_it_is()
      throws IOException {
    usedAlone();
    Folders.delete(used().resolve("raft"));
    Folders.delete(store(used()));
    Files.delete(used().resolve("node"));

    assertThat(refused(usedAlone(), Sentinel.STATE_MISMATCH)).contains(store(used()).toString());
  }

  @Test
  void a_log_that_was_cut_is_refused_when_neither_snapshot_nor_store_has_what_was_before() {
    Member member = members.get(0);
    CutLog.leaveIn(NodeSettings.onRocksDb(member.name(), members, used()));
    CutLog.deleteSnapshots(used());
    Folders.delete(store(used()));

    assertThat(refused(usedAlone(), Sentinel.STATE_MISMATCH))
        .contains("the log begins at index", "there is no snapshot", "the store is empty");
  }

  @Test
  void another_clusters_folder_is_refused() {
    List<String> arguments = new ArrayList<>(usedAlone());
    arguments.addAll(List.of("--cluster", "another"));

    refused(arguments, Sentinel.STATE_MISMATCH);
  }

  @Test
  void other_members_than_the_ones_it_was_started_with_are_refused_with_both() {
    usedAlone();
    List<Member> more = new ArrayList<>(members);
    more.addAll(OwnPorts.members(List.of("n2")));

    assertThat(refused(ServeCluster.arguments("n1", more, used()), Sentinel.STATE_MISMATCH))
        .contains("a cluster of n1, and n1, n2 are named");
  }

  @Test
  void a_member_at_another_address_is_refused_with_both() {
    usedAlone();
    Member here = members.get(0);
    Member moved = new Member(here.name(), "localhost", here.port());

    assertThat(
            refused(ServeCluster.arguments("n1", List.of(moved), used()), Sentinel.STATE_MISMATCH))
        .contains("n1=" + here.address(), "n1=" + moved.address(), "let the host name");
  }

  @Test
  void a_taken_port_is_refused_before_anything_is_made() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Member member = new Member(new NodeName("n1"), "127.0.0.1", taken.getLocalPort());

      String word =
          refused(
              ServeCluster.arguments("n1", List.of(member), home.resolve("n1")),
              Sentinel.ADDRESS_UNAVAILABLE);

      assertThat(word).contains(member.address());
    }
  }

  @Test
  void a_taken_port_for_http_is_refused_too() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<String> arguments = new ArrayList<>(alone(home.resolve("n1")));
      arguments.set(arguments.size() - 1, "127.0.0.1:" + taken.getLocalPort());

      assertThat(refused(arguments, Sentinel.ADDRESS_UNAVAILABLE)).contains("HTTP");
    }
  }

  /** Returns the one line it says. */
  private String refused(List<String> arguments, Sentinel sentinel) {
    return ServeProcess.refused(arguments, sentinel, home);
  }

  private List<String> alone(Path data) {
    return ServeCluster.arguments("n1", members, data);
  }

  private Path used() {
    return home.resolve("used");
  }

  /** On the folder of a node that ran and was stopped. */
  private List<String> usedAlone() {
    if (!Files.exists(used())) {
      Node.start(NodeSettings.onRocksDb(members.get(0).name(), members, used()), halted -> {})
          .close();
    }
    return ServeCluster.arguments("n1", members, used());
  }

  private static Path store(Path data) {
    return data.resolve("group-0").resolve("store");
  }

  static List<String> twoNamesWithOneSlot() {
    Map<NodeSlot, String> owners = new HashMap<>();
    for (int n = 1; true; n++) {
      String name = "n" + n;
      String other = owners.putIfAbsent(NodeId.of(new NodeName(name)).slot(), name);
      if (other != null) {
        return List.of(other, name);
      }
    }
  }
}
