// SPDX-License-Identifier: Apache-2.0

/**
 * Every interleaving of processes, disks and backups on one slot, explored with the decision that
 * production makes. {@code docs/tla} holds the same model in TLA+; the two must agree on every
 * count.
 */
@NullMarked
package io.pawl.domain.exploration;

import org.jspecify.annotations.NullMarked;
