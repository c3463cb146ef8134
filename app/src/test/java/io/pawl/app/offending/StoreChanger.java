// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.WriterRegistryStore;
import java.util.List;

/** Commits past the rows that are kept in memory. */
public final class StoreChanger {
  public CommitOutcome change(WriterRegistryStore store, LogPosition at, List<Change> changes) {
    return store.commit(at, changes);
  }
}
