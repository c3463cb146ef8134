// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven.offending;

import io.pawl.ports.driving.Applier;

/** Ties what is driven to what drives. */
public interface KnowsWhoDrives {
  Applier applier();
}
