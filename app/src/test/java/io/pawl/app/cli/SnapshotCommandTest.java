// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SnapshotCommandTest {
  private final Shell shell = new Shell();

  @Test
  void every_member_takes_one() {
    shell.run("register", "--dek", "7", "--node", "a");

    Shell.Ended ended = shell.run("snapshot", "--json");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            """
            {"schema":"pawl.snapshot/1","snapshots":[{"member":"n1","term":1,"index":1},\
            {"member":"n2","term":1,"index":1},{"member":"n3","term":1,"index":1}]}
            """);
  }

  @Test
  void one_member_can_be_named() {
    assertThat(shell.run("snapshot", "--member", "n2").out())
        .isEqualTo("n2: snapshot at term 1, index 0\n");
    assertThat(shell.run("snapshot", "--member", "n9").code()).isEqualTo(2);
  }

  @Test
  void a_member_that_takes_none_is_named_with_the_reason() {
    shell.registry().withoutLeader();

    Shell.Ended text = shell.run("snapshot", "--member", "n2");
    Shell.Ended json = shell.run("snapshot", "--json");

    assertThat(text.code()).isEqualTo(10);
    assertThat(text.err()).startsWith("n2: NO_LEADER: ").hasLineCount(1);
    assertThat(json.code()).isEqualTo(10);
    assertThat(json.json().get("snapshots")).hasSize(3);
    assertThat(json.json().get("snapshots").get(2).get("sentinel").textValue())
        .isEqualTo("NO_LEADER");
  }
}
