// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProbeCommandTest {
  private final Shell shell = new Shell().without("PAWL_MEMBERS");

  @Test
  void names_that_go_together_are_listed() {
    Shell.Ended text = shell.run("probe", "n1", "n2", "n1");
    Shell.Ended json = shell.run("probe", "n1", "n2", "--json");

    assertThat(text.code()).isZero();
    assertThat(text.out())
        .isEqualTo(
            """
            NAME  NODE ID           SLOT
            n1    08b37b07b558d4c0  d4c0
            n2    08b37e07b558d9d9  d9d9
            """);
    assertThat(json.out())
        .isEqualTo(
            """
            {"schema":"pawl.probe/1","names":[\
            {"name":"n1","node_id":"08b37b07b558d4c0","slot":"d4c0"},\
            {"name":"n2","node_id":"08b37e07b558d9d9","slot":"d9d9"}],"collisions":[]}
            """);
  }

  @Test
  void names_with_one_slot_collide() {
    String[] pair = collidingNames();

    Shell.Ended text = shell.run("probe", "n1", pair[0], pair[1]);
    Shell.Ended json = shell.run("probe", "n1", pair[0], pair[1], "--json");

    assertThat(text.code()).isEqualTo(13);
    assertThat(text.err()).startsWith("SLOT_TAKEN: ").contains(pair[0] + ", " + pair[1]);
    assertThat(json.code()).isEqualTo(13);
    assertThat(json.json().get("collisions")).hasSize(1);
    assertThat(json.json().get("collisions").get(0).get("names").toString())
        .isEqualTo("[\"%s\",\"%s\"]".formatted(pair[0], pair[1]));
  }

  @Test
  void a_name_is_not_empty_and_there_is_one() {
    assertThat(shell.run("probe", "").code()).isEqualTo(2);
    assertThat(shell.run("probe").code()).isEqualTo(2);
  }

  private static String[] collidingNames() {
    Map<String, String> bySlot = new HashMap<>();
    for (int n = 0; ; n++) {
      String name = "w" + n;
      String other = bySlot.putIfAbsent(NodeId.of(new NodeName(name)).slot().toString(), name);
      if (other != null) {
        return new String[] {other, name};
      }
    }
  }
}
