// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;

/** Replaces a state past the rows that are kept in memory. */
public final class StoreReplacer {
  public InstallOutcome replace(WriterRegistryStore store, Path source) {
    return store.installSnapshot(source);
  }
}
