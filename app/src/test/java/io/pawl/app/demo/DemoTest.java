// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoTest {

  @Test
  void it_tells_what_came_out_and_nothing_else() {
    List<Step> steps = new ArrayList<>();

    Demo.play(steps::add);

    assertThat(steps)
        .extracting(Step::title)
        .containsExactly(
            "elect",
            "insert",
            "advance",
            "replay",
            "clone",
            "roll back",
            "collide",
            "fail over",
            "revive",
            "wipe",
            "compare");
    assertThat(outcome(steps, 2))
        .containsExactly("INSERTED: slot 202b is of node 8ac625bb85ed202b, epochs 0 to 0");
    assertThat(outcome(steps, 3))
        .containsExactly("ADVANCED: slot 202b is of node 8ac625bb85ed202b, epochs 0 to 1");
    assertThat(outcome(steps, 4))
        .containsExactly("REPLAYED: slot 202b is of node 8ac625bb85ed202b, epochs 0 to 1");
    assertThat(outcome(steps, 5).get(0)).startsWith("REFUSED, WRITER_CLONED: ");
    assertThat(outcome(steps, 6).get(0)).startsWith("REFUSED, EPOCH_ROLLBACK: ");
    assertThat(outcome(steps, 7).get(0)).startsWith("REFUSED, SLOT_TAKEN: ");
    assertThat(outcome(steps, 7).get(2)).startsWith("remedy: ");
    assertThat(outcome(steps, 11))
        .containsExactly(
            "n1 on rocksdb: 21 rows, SHA-256 06372e58d97bf33f",
            "n2 on mvstore: 21 rows, SHA-256 06372e58d97bf33f",
            "n3 on rocksdb: 21 rows, SHA-256 06372e58d97bf33f");
  }

  @Test
  void its_two_writers_really_collide() {
    NodeId alpha = NodeId.of(new NodeName("alpha"));
    NodeId other = NodeId.of(new NodeName("beta-40308"));

    assertThat(other).isNotEqualTo(alpha);
    assertThat(other.slot()).isEqualTo(alpha.slot());
  }

  private static List<String> outcome(List<Step> steps, int number) {
    return steps.get(number - 1).outcome();
  }
}
