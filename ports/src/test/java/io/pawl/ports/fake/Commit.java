// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import java.util.List;

/** Changes and the position they are stored with. */
public record Commit(LogPosition position, List<Change> changes) {

  public Commit {
    changes = List.copyOf(changes);
  }
}
