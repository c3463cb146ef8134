// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WritersCommandTest {
  private static final String LOAD = "000102030405060708090a0b0c0d0e0f";

  private final Shell shell = new Shell();

  @BeforeEach
  void register_two_writers() {
    register("4294967295", "n2", "0");
    register("7", "n1", "3");
    register("7", "n1", "65535");
  }

  private void register(String dek, String node, String epoch) {
    shell.run("register", "--dek", dek, "--node", node, "--epoch", epoch, "--incarnation", LOAD);
  }

  @Test
  void programs_read_all_rows_in_order() {
    Shell.Ended ended = shell.run("writers", "--json");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            """
            {"schema":"pawl.writers/1","writers":[\
            {"dek_id":7,"slot":"d4c0","node_id":"08b37b07b558d4c0","first_seen":3,"last_seen":65535,\
            "incarnation":"%s"},\
            {"dek_id":4294967295,"slot":"d9d9","node_id":"08b37e07b558d9d9","first_seen":0,\
            "last_seen":0,"incarnation":"%s"}]}
            """
                .formatted(LOAD, LOAD));
  }

  @Test
  void people_read_a_table() {
    assertThat(shell.run("writers").out())
        .isEqualTo(
            """
            DEK         SLOT  NODE ID           FIRST SEEN  LAST SEEN  INCARNATION
            7           d4c0  08b37b07b558d4c0  3           65535      %s
            4294967295  d9d9  08b37e07b558d9d9  0           0          %s
            """
                .formatted(LOAD, LOAD));
  }

  @Test
  void one_key_can_be_asked_for() {
    assertThat(shell.run("writers", "--dek", "4294967295", "--json").json().get("writers"))
        .hasSize(1);
    assertThat(shell.run("writers", "--dek", "8", "--json").json().get("writers")).isEmpty();
  }

  @Test
  void key_0_has_no_writers() {
    Shell.Ended ended = shell.run("writers", "--dek", "0");

    assertThat(ended.code()).isEqualTo(13);
    assertThat(ended.err()).startsWith("KEY_ID_RESERVED: ").hasLineCount(1);
  }

  @Test
  void without_a_leader_there_is_no_list_and_the_exit_code_says_so() {
    shell.registry().withoutLeader();

    Shell.Ended text = shell.run("writers");
    Shell.Ended json = shell.run("writers", "--json");

    assertThat(text.code()).isEqualTo(10);
    assertThat(text.out()).isEmpty();
    assertThat(text.err()).startsWith("NO_LEADER: ").hasLineCount(1);
    assertThat(json.code()).isEqualTo(10);
    assertThat(json.json().get("schema").textValue()).isEqualTo("pawl.error/1");
    assertThat(json.json().get("sentinel").textValue()).isEqualTo("NO_LEADER");
    assertThat(json.json().get("remedy").textValue()).contains("pawl status");
    assertThat(json.err()).isEmpty();
  }
}
