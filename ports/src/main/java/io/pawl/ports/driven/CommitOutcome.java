// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

/** Whether a commit changed the store or had been there before. */
public enum CommitOutcome {
  COMMITTED,
  /** The store stands at this index or beyond; nothing changed. */
  SKIPPED
}
