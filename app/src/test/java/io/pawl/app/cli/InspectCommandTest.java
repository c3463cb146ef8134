// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of the golden values is what they were made of. */
final class InspectCommandTest {
  private final Shell shell = new Shell().without("PAWL_MEMBERS");

  static Stream<JsonNode> registrationsV1() {
    return Vectors.V1.cases("/fsmwire/registration").stream();
  }

  @ParameterizedTest
  @MethodSource("registrationsV1")
  void a_registration_of_version_1_has_no_incarnation(JsonNode vector) {
    JsonNode json = entry(vector.get("raft_entry").textValue());

    assertThat(json.get("schema").textValue()).isEqualTo("pawl.inspect/1");
    assertThat(json.get("entry").textValue()).isEqualTo("registration");
    assertThat(json.get("version").intValue()).isEqualTo(1);
    assertRowPartV1(json, vector);
  }

  static Stream<JsonNode> registrationsV2() {
    return Vectors.V2.cases("/registration_v2").stream();
  }

  @ParameterizedTest
  @MethodSource("registrationsV2")
  void a_registration_of_version_2_has_one(JsonNode vector) {
    JsonNode json = entry(vector.get("entry").textValue());

    assertThat(json.get("version").intValue()).isEqualTo(2);
    for (String field : List.of("dek_id", "node_id", "epoch", "incarnation")) {
      assertThat(json.get(field)).as(field).isEqualTo(vector.get(field));
    }
  }

  static Stream<JsonNode> bootstrapsV1() {
    return Vectors.V1.cases("/fsmwire/bootstrap").stream();
  }

  @ParameterizedTest
  @MethodSource("bootstrapsV1")
  void a_bootstrap_has_two_keys_and_its_cohort(JsonNode vector) {
    JsonNode json = entry(vector.get("raft_entry").textValue());

    assertThat(json.get("entry").textValue()).isEqualTo("bootstrap");
    assertThat(json.get("created_at_ms").isNull()).isTrue();
    for (String field :
        List.of("storage_dek_id", "wrapped_storage", "raft_dek_id", "wrapped_raft")) {
      assertThat(json.get(field).asText()).as(field).isEqualTo(vector.get(field).asText());
    }
    JsonNode rows = vector.get("rows");
    assertThat(json.get("count").intValue()).isEqualTo(rows.size());
    assertThat(json.get("registrations")).hasSize(rows.size());
    for (int n = 0; n < rows.size(); n++) {
      assertRowPartV1(json.get("registrations").get(n), rows.get(n));
    }
  }

  @Test
  void a_bootstrap_of_version_2_has_its_time() {
    JsonNode vector = Vectors.V2.cases("/bootstrap_v2").get(0);

    JsonNode json = entry(vector.get("entry").textValue());

    assertThat(json.get("created_at_ms")).isEqualTo(vector.get("created_at_ms"));
    assertThat(json.get("registrations")).hasSize(vector.get("rows").size());
    assertThat(json.get("registrations").get(0).get("incarnation").textValue())
        .isEqualTo(vector.get("rows").get(0).textValue().substring(28));
  }

  static Stream<JsonNode> rotationsV1() {
    return Vectors.V1.cases("/fsmwire/rotation").stream();
  }

  @ParameterizedTest
  @MethodSource("rotationsV1")
  void a_rotation_has_a_key_and_its_proposer(JsonNode vector) {
    JsonNode json = entry(vector.get("raft_entry").textValue());

    assertThat(json.get("entry").textValue()).isEqualTo("rotation");
    for (String field : List.of("subtag", "dek_id", "purpose", "wrapped")) {
      assertThat(json.get(field).asText()).as(field).isEqualTo(vector.get(field).asText());
    }
    assertRowPartV1(json.get("proposer"), vector.get("proposer"));
  }

  @Test
  void a_rotation_of_version_2_has_its_time() {
    JsonNode vector = Vectors.V2.cases("/rotation_v2").get(0);

    JsonNode json = entry(vector.get("entry").textValue());

    for (String field : List.of("created_at_ms", "subtag", "dek_id", "purpose")) {
      assertThat(json.get(field)).as(field).isEqualTo(vector.get(field));
    }
  }

  @Test
  void many_registrations_are_a_registration_too() {
    JsonNode one = Vectors.V2.cases("/registration_v2").get(0);
    JsonNode two = Vectors.V2.cases("/registration_v2").get(1);

    JsonNode json = entry("06020002" + rowPart(one) + rowPart(two));

    assertThat(json.get("entry").textValue()).isEqualTo("registration");
    assertThat(json.get("registrations")).hasSize(2);
    assertThat(json.get("registrations").get(1).get("node_id")).isEqualTo(two.get("node_id"));
  }

  static Stream<JsonNode> rowsV2() {
    return Vectors.V2.cases("/registry_row_v2").stream();
  }

  @Test
  void a_key_ring_says_its_keys_and_which_of_them_are_active() {
    String key = "21656e6372797074696f6e7c6b657972696e67";
    String ring =
        "01"
            + "00000009"
            + "00000007"
            + "00000002"
            + "00000007"
            + "02"
            + "00"
            + "0000000000000003"
            + "00000001"
            + "01"
            + "00000009"
            + "01"
            + "01"
            + "0000018bcfe56800"
            + "0000000000000004"
            + "00000002"
            + "00ff";

    Shell.Ended ended = shell.run("inspect", "row", key, ring);
    Shell.Ended cut = shell.run("inspect", "row", key, ring.substring(2));

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            """
            {"schema":"pawl.inspect/1","ok":true,"entry":"keyring","version":1,\
            "active":{"storage":9,"raft":7},"keys":[\
            {"id":7,"purpose":"raft","state":"active","wrapped":"AQ==","created_at_ms":null,"index":3},\
            {"id":9,"purpose":"storage","state":"active","wrapped":"AP8=",\
            "created_at_ms":1700000000000,"index":4}]}
            """);
    assertThat(cut.code()).isEqualTo(14);
    assertThat(cut.json().get("sentinel").textValue()).isEqualTo("KEY_RING_VERSION_UNKNOWN");
  }

  @ParameterizedTest
  @MethodSource("rowsV2")
  void a_row_says_who_owns_the_slot(JsonNode vector) {
    Shell.Ended ended =
        shell.run("inspect", "row", vector.get("key").textValue(), vector.get("value").textValue());

    assertThat(ended.code()).isZero();
    assertThat(ended.json().get("version").intValue()).isEqualTo(2);
    for (String field : List.of("dek_id", "node_id", "first_seen", "last_seen", "incarnation")) {
      assertThat(ended.json().get(field)).as(field).isEqualTo(vector.get(field));
    }
  }

  static Stream<JsonNode> malformed() {
    return Vectors.V2.cases("/negative").stream();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void what_is_malformed_is_named(JsonNode vector) {
    String hex = vector.get("hex").textValue();

    Shell.Ended ended =
        vector.get("kind").textValue().equals("row")
            ? shell.run("inspect", "row", vector.get("key").textValue(), hex, "--json")
            : shell.run("inspect", "entry", hex, "--json");

    assertThat(ended.code()).isEqualTo(14);
    assertThat(ended.json().get("ok").booleanValue()).isFalse();
    assertThat(ended.json().get("sentinel")).isEqualTo(vector.get("sentinel"));
    assertThat(ended.err()).isEmpty();
  }

  static Stream<JsonNode> malformedV1() {
    return Vectors.V1.cases("/negative").stream();
  }

  @ParameterizedTest
  @MethodSource("malformedV1")
  void what_was_malformed_in_version_1_still_is(JsonNode vector) {
    String input = vector.get("input").textValue();

    Shell.Ended ended =
        switch (vector.get("op").textValue()) {
          case "decode_registration" -> shell.run("inspect", "entry", "03" + input);
          case "decode_bootstrap" -> shell.run("inspect", "entry", "04" + input);
          case "decode_rotation" -> shell.run("inspect", "entry", "05" + input);
          case "decode_registry_key" -> shell.run("inspect", "row", input, VALUE);
          default -> shell.run("inspect", "row", KEY, input);
        };

    assertThat(ended.code()).isEqualTo(14);
    assertThat(ended.json().get("ok").booleanValue()).isFalse();
  }

  private static final String KEY = "21656e6372797074696f6e7c777269746572737c123456787cd4c0";
  private static final String VALUE = "08b37b07b558d4c000030005";

  @Test
  void many_are_read_line_by_line() {
    shell.input(
        "entry 03011234567808b37b07b558d4c00000",
        "row " + KEY + " " + VALUE,
        "",
        "entry 07",
        "entry",
        "entry zz",
        "row " + KEY,
        "rows",
        "  entry   03011234567808B37B07B558D4C00000\r");

    Shell.Ended ended = shell.run("inspect", "-");

    assertThat(ended.jsonLines().stream().map(json -> json.get("ok").booleanValue()))
        .containsExactly(true, true, false, false, false, false, false, true);
    assertThat(ended.jsonLines().stream().map(json -> json.path("sentinel").asText()))
        .containsExactly(
            "",
            "",
            "ENTRY_OPCODE_UNKNOWN",
            "ENTRY_MALFORMED",
            "INPUT_MALFORMED",
            "REGISTRY_ROW_MALFORMED",
            "INPUT_MALFORMED",
            "");
    assertThat(ended.code()).isEqualTo(14);
  }

  @Test
  void many_that_are_all_in_order_exit_with_0() {
    shell.input("row " + KEY + " " + VALUE);

    Shell.Ended ended = shell.run("inspect", "-", "--json");

    assertThat(ended.code()).isZero();
    assertThat(ended.json().get("entry").textValue()).isEqualTo("row");
    assertThat(ended.json().get("version").intValue()).isEqualTo(1);
    assertThat(ended.json().get("incarnation").isNull()).isTrue();
  }

  private JsonNode entry(String hex) {
    Shell.Ended ended = shell.run("inspect", "entry", hex);

    assertThat(ended.code()).isZero();
    assertThat(ended.json().get("ok").booleanValue()).isTrue();
    return ended.json();
  }

  private static String rowPart(JsonNode registration) {
    return registration.get("entry").textValue().substring(4);
  }

  private static void assertRowPartV1(JsonNode json, JsonNode vector) {
    String node = vector.get("full_node_id_hex").textValue();
    assertThat(json.get("dek_id").longValue()).isEqualTo(vector.get("dek_id").longValue());
    assertThat(json.get("node_id").textValue()).isEqualTo(node);
    assertThat(json.get("slot").textValue()).isEqualTo(node.substring(12));
    assertThat(json.get("epoch").intValue()).isEqualTo(vector.get("local_epoch").intValue());
    assertThat(json.get("incarnation").isNull()).isTrue();
  }
}
