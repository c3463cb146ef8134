// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {

  @Test
  void its_changes_are_fixed_when_it_is_made() {
    List<Change> changes = new ArrayList<>();
    Decision<String> decision = new Decision<>("refused", changes);

    changes.add(null);

    assertThat(decision.changes()).isEmpty();
    assertThat(decision.changes()).isUnmodifiable();
  }
}
