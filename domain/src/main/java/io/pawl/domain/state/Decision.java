// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import java.util.List;

/** An answer and what follows from it. Whoever decides gives a refusal no changes. */
public record Decision<O>(O outcome, List<Change> changes) {

  public Decision {
    changes = List.copyOf(changes);
  }
}
