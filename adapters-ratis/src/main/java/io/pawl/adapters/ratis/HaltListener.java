// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.ports.driving.ReplicaHalted;

/**
 * Hears that a replica stopped in front of an entry. Called on a thread of Ratis, which must not be
 * kept waiting, and perhaps more than once.
 */
@FunctionalInterface
public interface HaltListener {

  void halted(ReplicaHalted halted);
}
