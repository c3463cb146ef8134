// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving.offending;

import io.pawl.ports.driven.WriterRegistryStore;

/** Ties what drives to what is driven. */
public interface KnowsWhatIsDriven {
  WriterRegistryStore store();
}
