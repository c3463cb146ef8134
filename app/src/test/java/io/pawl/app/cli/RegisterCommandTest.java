// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegisterCommandTest {
  private static final String LOAD = "000102030405060708090a0b0c0d0e0f";
  private static final String OTHER_LOAD = "ff0102030405060708090a0b0c0d0e0f";
  private static final NodeId N1 = NodeId.of(new NodeName("n1"));

  private final Shell shell = new Shell();

  @Test
  void a_first_registration_is_inserted_with_epoch_0_and_a_fresh_incarnation() {
    Shell.Ended ended = shell.run("register", "--dek", "7", "--node", "n1", "--json");

    JsonNode json = ended.json();
    assertThat(ended.code()).isZero();
    assertThat(fieldNames(json))
        .containsExactly(
            "schema", "outcome", "index", "dek_id", "node_id", "slot", "epoch", "incarnation");
    assertThat(json.get("schema").textValue()).isEqualTo("pawl.register/1");
    assertThat(json.get("outcome").textValue()).isEqualTo("inserted");
    assertThat(json.get("index").longValue()).isEqualTo(1);
    assertThat(json.get("dek_id").longValue()).isEqualTo(7);
    assertThat(json.get("node_id").textValue()).isEqualTo("08b37b07b558d4c0");
    assertThat(json.get("slot").textValue()).isEqualTo("d4c0");
    assertThat(json.get("epoch").intValue()).isZero();
    assertThat(json.get("incarnation").textValue()).matches("[0-9a-f]{32}");
  }

  @Test
  void the_same_load_asking_again_is_replayed_and_a_later_one_advances() {
    register("--epoch", "3", "--incarnation", LOAD);

    assertThat(outcome(register("--epoch", "3", "--incarnation", LOAD))).isEqualTo("replayed");
    Shell.Ended later = register();
    assertThat(outcome(later)).isEqualTo("advanced");
    assertThat(later.json().get("epoch").intValue()).isEqualTo(4);
  }

  @Test
  void a_clone_is_refused_with_both_sides_and_a_remedy() {
    register("--epoch", "3", "--incarnation", LOAD);

    Shell.Ended ended = register("--epoch", "3", "--incarnation", OTHER_LOAD);

    JsonNode json = ended.json();
    assertThat(ended.code()).isEqualTo(13);
    assertThat(outcome(ended)).isEqualTo("refused");
    assertThat(json.get("sentinel").textValue()).isEqualTo("WRITER_CLONED");
    assertThat(json.get("index").isNull()).isTrue();
    assertThat(json.get("remedy").textValue()).contains("register again");
    assertThat(json.get("held").toString())
        .isEqualTo(
            """
            {"node_id":"08b37b07b558d4c0","first_seen":3,"last_seen":3,"incarnation":"%s"}"""
                .formatted(LOAD));
    assertThat(json.get("proposed").toString())
        .isEqualTo(
            """
            {"dek_id":7,"node_id":"08b37b07b558d4c0","slot":"d4c0","epoch":3,"incarnation":"%s"}"""
                .formatted(OTHER_LOAD));
  }

  @Test
  void an_epoch_that_goes_back_and_a_slot_of_another_node_are_refused() {
    register("--epoch", "3", "--incarnation", LOAD);
    Shell.Ended back = register("--epoch", "2", "--incarnation", LOAD);
    shell
        .registry()
        .decide(
            new Registration(
                new DekId(8),
                new NodeId(N1.bits() ^ (1L << 20)),
                new LocalEpoch(0),
                new Incarnation.Drawn(1, 2)));

    Shell.Ended taken = shell.run("register", "--dek", "8", "--node", "n1", "--json");

    assertThat(back.json().get("sentinel").textValue()).isEqualTo("EPOCH_ROLLBACK");
    assertThat(back.code()).isEqualTo(13);
    assertThat(taken.json().get("sentinel").textValue()).isEqualTo("SLOT_TAKEN");
    assertThat(taken.code()).isEqualTo(13);
  }

  @Test
  void key_0_is_refused_without_asking_anybody() {
    Shell.Ended ended = shell.run("register", "--dek", "0", "--node", "n1", "--json");

    assertThat(ended.code()).isEqualTo(13);
    assertThat(outcome(ended)).isEqualTo("refused");
    assertThat(ended.json().get("sentinel").textValue()).isEqualTo("KEY_ID_RESERVED");
    assertThat(ended.json().get("held").isNull()).isTrue();
    assertThat(ended.json().get("proposed").get("dek_id").longValue()).isZero();
    assertThat(shell.asked()).isEmpty();
  }

  @Test
  void behind_the_last_epoch_the_remedy_is_another_key() {
    register("--epoch", "65535");

    Shell.Ended ended = register();

    assertThat(ended.code()).isEqualTo(13);
    assertThat(ended.json().get("sentinel").textValue()).isEqualTo("EPOCH_EXHAUSTED");
    assertThat(ended.json().get("proposed").get("epoch").isNull()).isTrue();
    assertThat(ended.json().get("remedy").textValue()).contains("Rotate the DEK");
  }

  @Test
  void what_may_have_happened_is_unknown_and_says_with_what_to_ask_again() {
    shell.registry().nextCallEndsIn(Fate.Unknown::new);

    Shell.Ended ended = register("--incarnation", LOAD);

    assertThat(ended.code()).isEqualTo(15);
    assertThat(outcome(ended)).isEqualTo("unknown");
    assertThat(ended.json().get("epoch").intValue()).isZero();
    assertThat(ended.json().get("incarnation").textValue()).isEqualTo(LOAD);
  }

  @Test
  void without_a_leader_nothing_has_changed() {
    shell.registry().withoutLeader();

    Shell.Ended open = register();
    Shell.Ended exact = register("--epoch", "1");

    assertThat(outcome(open)).isEqualTo("no_leader");
    assertThat(open.json().get("epoch").isNull()).isTrue();
    assertThat(open.code()).isEqualTo(10);
    assertThat(outcome(exact)).isEqualTo("no_leader");
    assertThat(exact.code()).isEqualTo(10);
  }

  @Test
  void a_slot_that_stays_busy_is_busy_when_the_time_is_over() {
    for (int n = 0; n < 100; n++) {
      shell.registry().nextCallEndsIn(Fate.Busy::new);
    }

    Shell.Ended ended = register("--epoch", "1", "--timeout", "0.2");

    assertThat(outcome(ended)).isEqualTo("busy");
    assertThat(ended.code()).isEqualTo(11);
    assertThat(shell.registry().calls()).hasSizeGreaterThan(1);
  }

  @Test
  void people_read_one_line_on_the_stream_it_belongs_to() {
    Shell.Ended accepted =
        shell.run("register", "--dek", "7", "--node", "n1", "--epoch", "3", "--incarnation", LOAD);
    Shell.Ended refused =
        shell.run("register", "--dek", "7", "--node", "n1", "--epoch", "1", "--incarnation", LOAD);

    assertThat(accepted.out())
        .isEqualTo(
            "inserted: node 08b37b07b558d4c0 under key 7, epoch 3, incarnation %s, index 1\n"
                .formatted(LOAD));
    assertThat(accepted.err()).isEmpty();
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).startsWith("EPOCH_ROLLBACK: ").hasLineCount(1);
    assertThat(refused.err()).contains("epochs 3 to 3").endsWith("next free epoch.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--dek, x, is not a key id",
    "--dek, 4294967296, is not a key id",
    "--dek, -1, is not a key id",
    "--node, '', does not name a node",
    "--epoch, 65536, is not an epoch",
    "--epoch, -1, is not an epoch",
    "--incarnation, 0a, is not an incarnation",
    "--timeout, 0, A timeout is",
    "--timeout, NaN, A timeout is",
    "--timeout, soon, Invalid value for option '--timeout'",
    "--group, 64, A group is",
    "--cluster, '', name is empty",
    "--members, n1, does not name a member",
    "--file, -, With --file",
    "--frobnicate, x, Unknown option"
  })
  void what_cannot_be_meant_is_a_usage_error(String option, String value, String problem) {
    List<String> args = new ArrayList<>(List.of("register", option, value));
    if (!option.equals("--dek")) {
      args.addAll(List.of("--dek", "7"));
    }
    if (!option.equals("--node")) {
      args.addAll(List.of("--node", "n1"));
    }

    Shell.Ended ended = shell.run(args.toArray(String[]::new));

    assertThat(ended.err()).contains(problem).endsWith("See pawl register --help.\n");
    assertThat(ended.err()).hasLineCount(1);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void a_writer_has_a_key_and_a_node() {
    assertThat(shell.run("register", "--dek", "7").code()).isEqualTo(2);
    assertThat(shell.run("register", "--node", "n1").code()).isEqualTo(2);
  }

  @Test
  void the_connection_is_closed_whatever_came_of_it() {
    register();

    assertThat(shell.registry().isOpen()).isFalse();
  }

  private Shell.Ended register(String... more) {
    List<String> args = new ArrayList<>(List.of("register", "--dek", "7", "--node", "n1"));
    args.addAll(List.of(more));
    args.add("--json");
    return shell.run(args.toArray(String[]::new));
  }

  private static String outcome(Shell.Ended ended) {
    return ended.json().get("outcome").textValue();
  }

  private static List<String> fieldNames(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
