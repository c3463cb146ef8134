// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pawl.ports.driven.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegisteringLinesTest {
  private static final String LOAD = "000102030405060708090a0b0c0d0e0f";

  private final Shell shell = new Shell();

  @Test
  void every_line_is_answered_in_order() {
    shell.input(
        "{\"dek_id\":7,\"node\":\"n1\"}",
        "",
        "{\"dek_id\":7,\"node_id\":\"08b37e07b558d9d9\",\"epoch\":9,\"incarnation\":\"%s\"}"
            .formatted(LOAD),
        "{\"dek_id\":7,\"node\":\"n1\"}");

    Shell.Ended ended = shell.run("register", "--file", "-");

    assertThat(ended.code()).isZero();
    assertThat(each(ended, "schema")).containsOnly("pawl.register/1");
    assertThat(each(ended, "line")).containsExactly("1", "3", "4");
    assertThat(each(ended, "outcome")).containsExactly("inserted", "inserted", "advanced");
    assertThat(each(ended, "slot")).containsExactly("d4c0", "d9d9", "d4c0");
    assertThat(each(ended, "epoch")).containsExactly("0", "9", "1");
    assertThat(ended.jsonLines().get(1).get("incarnation").textValue()).isEqualTo(LOAD);
  }

  @Test
  void a_line_that_cannot_be_read_does_not_stop_the_others() {
    shell.input(
        "{\"dek_id\":7,\"node\":\"n1\",\"epoch\":5}",
        "what?",
        "{\"dek_id\":0,\"node\":\"n1\"}",
        "{\"dek_id\":7,\"node_id\":\"0000000000000000\"}",
        "{\"dek_id\":7,\"node\":\"n1\",\"epoch\":4}",
        "{\"dek_id\":7,\"node\":\"n2\"}");

    Shell.Ended ended = shell.run("register", "--file", "-", "--json");

    assertThat(each(ended, "outcome"))
        .containsExactly("inserted", "refused", "refused", "refused", "refused", "inserted");
    assertThat(each(ended, "sentinel"))
        .containsExactly(
            "", "INPUT_MALFORMED", "KEY_ID_RESERVED", "NODE_ID_RESERVED", "EPOCH_ROLLBACK", "");
    assertThat(ended.code()).isEqualTo(14);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "{\"dek_id\":7}",
        "{\"node\":\"n1\"}",
        "{\"dek_id\":\"7\",\"node\":\"n1\"}",
        "{\"dek_id\":7.0,\"node\":\"n1\"}",
        "{\"dek_id\":-7,\"node\":\"n1\"}",
        "{\"dek_id\":4294967296,\"node\":\"n1\"}",
        "{\"dek_id\":99999999999999999999999999,\"node\":\"n1\"}",
        "{\"dek_id\":7,\"node\":\"\"}",
        "{\"dek_id\":7,\"node\":1}",
        "{\"dek_id\":7,\"node\":null}",
        "{\"dek_id\":7,\"node\":\"n1\",\"node_id\":\"08b37b07b558d4c0\"}",
        "{\"dek_id\":7,\"node_id\":\"8b37b07b558d4c0\"}",
        "{\"dek_id\":7,\"node\":\"n1\",\"epoch\":65536}",
        "{\"dek_id\":7,\"node\":\"n1\",\"epoch\":true}",
        "{\"dek_id\":7,\"node\":\"n1\",\"incarnation\":\"00\"}",
        "{\"dek_id\":7,\"node\":\"n1\",\"incarnation\":{}}",
        "{\"dek_id\":7,\"node\":\"n1\",\"slot\":\"d4c0\"}",
        "{\"dek_id\":7,\"dek_id\":8,\"node\":\"n1\"}",
        "{\"dek_id\":7,\"node\":\"n1\"",
        "{\"dek_id\":7,\"node\":\"n1\"} {}"
      })
  void a_line_is_exactly_a_proposal_or_malformed(String line) {
    shell.input(line);

    Shell.Ended ended = shell.run("register", "--file", "-");

    assertThat(each(ended, "sentinel")).containsExactly("INPUT_MALFORMED");
    assertThat(ended.code()).isEqualTo(14);
    assertThat(shell.registry().calls()).isEmpty();
  }

  @Test
  void as_many_as_one_entry_takes_go_together() {
    shell.input(
        IntStream.range(0, 5000)
            .mapToObj("{\"dek_id\":7,\"node\":\"w%d\",\"epoch\":0}"::formatted)
            .toArray(String[]::new));

    Shell.Ended ended = shell.run("register", "--file", "-");

    assertThat(ended.jsonLines()).hasSize(5000);
    assertThat(shell.registry().calls()).hasSizeGreaterThan(1);
    assertThat(shell.registry().calls()).allMatch(call -> call.size() <= 4096);
    assertThat(shell.registry().calls().get(0)).hasSize(4096);
  }

  @Test
  void the_exit_code_is_the_highest_of_all_lines() {
    shell.registry().nextCallEndsIn(Fate.Unknown::new);
    shell.input("{\"dek_id\":7,\"node\":\"n1\",\"epoch\":0}", "nonsense");

    assertThat(shell.run("register", "--file", "-").code()).isEqualTo(15);
  }

  @Test
  void a_line_longer_than_any_registration_is_malformed_and_the_next_one_is_not() {
    shell.input("x".repeat(Lines.LENGTH_MAX + 10), "{\"dek_id\":7,\"node\":\"n1\"}");

    Shell.Ended ended = shell.run("register", "--file", "-");

    assertThat(each(ended, "outcome")).containsExactly("refused", "inserted");
  }

  @Test
  void a_file_is_read_too(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("writers.jsonl");
    Files.writeString(file, "{\"dek_id\":7,\"node\":\"n1\"}");

    Shell.Ended ended = shell.run("register", "--file", file.toString());

    assertThat(each(ended, "outcome")).containsExactly("inserted");
    assertThat(shell.run("register", "--file", folder.resolve("no").toString()).code())
        .isEqualTo(2);
  }

  private static List<String> each(Shell.Ended ended, String field) {
    return ended.jsonLines().stream().map(json -> text(json, field)).toList();
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asText();
  }
}
