// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.KeyFate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of keys, and never what is in them beyond their wrapped bytes. */
final class KeyCommandsTest {
  private final Shell shell = new Shell();

  @Test
  void programs_read_which_keys_were_made_and_which_there_are() {
    Shell.Ended bootstrap = shell.run("bootstrap", "--json");
    Shell.Ended rotate = shell.run("rotate", "--purpose", "storage", "--json");
    Shell.Ended keys = shell.run("keys", "--json");

    assertThat(bootstrap.code()).isZero();
    assertThat(bootstrap.out())
        .isEqualTo(
            """
            {"schema":"pawl.bootstrap/1","outcome":"accepted","index":1,"keys":[\
            {"id":1,"purpose":"storage"},{"id":2,"purpose":"raft"}]}
            """);
    assertThat(rotate.out())
        .isEqualTo(
            """
            {"schema":"pawl.rotate/1","outcome":"accepted","index":2,"keys":[\
            {"id":3,"purpose":"storage"}]}
            """);
    assertThat(keys.out())
        .isEqualTo(
            """
            {"schema":"pawl.keys/1","cluster_id":"00000000000000010000000000000002",\
            "active":{"storage":3,"raft":2},"keys":[\
            {"id":1,"purpose":"storage","state":"old","wrapped":"AQ==",\
            "created_at_ms":1000,"index":1},\
            {"id":2,"purpose":"raft","state":"active","wrapped":"Ag==",\
            "created_at_ms":2000,"index":1},\
            {"id":3,"purpose":"storage","state":"active","wrapped":"Aw==",\
            "created_at_ms":3000,"index":2}]}
            """);
  }

  @Test
  void people_read_a_line_and_a_table_without_wrapped_bytes() {
    assertThat(shell.run("keys").out()).contains("no keys yet", "pawl bootstrap");
    assertThat(shell.run("bootstrap").out())
        .isEqualTo("accepted: key 1 for storage, key 2 for raft, index 1\n");
    assertThat(shell.run("rotate", "--purpose", "raft").out())
        .isEqualTo("accepted: key 3 for raft, index 2\n");
    assertThat(shell.run("keys").out())
        .isEqualTo(
            """
            KEY  PURPOSE  STATE   CREATED               INDEX
            1    storage  active  1970-01-01T00:00:01Z  1
            2    raft     old     1970-01-01T00:00:02Z  1
            3    raft     active  1970-01-01T00:00:03Z  2
            """);
  }

  @Test
  void a_cluster_without_keys_has_an_empty_list_of_them() {
    JsonNode json = shell.run("keys", "--json").json();

    assertThat(json.get("active").get("storage").isNull()).isTrue();
    assertThat(json.get("active").get("raft").isNull()).isTrue();
    assertThat(json.get("keys")).isEmpty();
  }

  @Test
  void a_refusal_says_why_and_exits_with_the_code_of_its_sentinel() {
    shell.run("bootstrap");

    Shell.Ended again = shell.run("bootstrap", "--json");
    Shell.Ended inWords = shell.run("bootstrap");

    assertThat(again.code()).isEqualTo(Sentinel.ALREADY_BOOTSTRAPPED.exitClass().code());
    assertThat(again.json().get("outcome").textValue()).isEqualTo("refused");
    assertThat(again.json().get("sentinel").textValue()).isEqualTo("ALREADY_BOOTSTRAPPED");
    assertThat(again.json().get("detail").textValue()).contains("active 1 for storage");
    assertThat(inWords.out()).isEmpty();
    assertThat(inWords.err()).startsWith("ALREADY_BOOTSTRAPPED: ");
  }

  @Test
  void what_is_not_settled_is_said_to_be_so() {
    shell
        .registry()
        .nextKeyChangeEndsIn(new KeyFate.Busy())
        .nextKeyChangeEndsIn(new KeyFate.NoLeader())
        .nextKeyChangeEndsIn(new KeyFate.Unknown());

    assertThat(shell.run("bootstrap").code()).isEqualTo(11);
    assertThat(shell.run("bootstrap").code()).isEqualTo(10);
    Shell.Ended unknown = shell.run("rotate", "--purpose", "raft", "--json");
    assertThat(unknown.code()).isEqualTo(15);
    assertThat(unknown.json().get("outcome").textValue()).isEqualTo("unknown");
    assertThat(unknown.json().get("remedy").textValue()).contains("pawl keys");
  }

  @Test
  void a_purpose_that_there_is_not_is_a_wrong_argument() {
    assertThat(shell.run("rotate", "--purpose", "both").code()).isEqualTo(2);
    assertThat(shell.run("rotate").code()).isEqualTo(2);
  }

  @Test
  void a_kek_without_encryption_is_taken_for_a_forgotten_flag() {
    Shell.Ended ended = serve("--kek-file", "no-such-file");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("without --encryption");
  }

  @Test
  void encryption_without_a_kek_is_refused_before_anything_is_made() {
    Shell.Ended ended = serve("--encryption");

    assertThat(ended.code()).isEqualTo(12);
    assertThat(ended.err()).startsWith("KEK_REQUIRED: ");
    assertThat(Path.of("no-such-folder")).doesNotExist();
  }

  private Shell.Ended serve(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of("serve", "--node", "n1", "--members", "n1=127.0.0.1:7101", "--data"));
    command.add("no-such-folder");
    command.addAll(List.of(more));
    return shell.run(command.toArray(String[]::new));
  }
}
