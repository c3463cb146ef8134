// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

/**
 * One thing a decision wants remembered. Changes of one decision are stored together or not at all.
 */
public sealed interface Change {

  /** The row at this key is now this one, whatever stood there. */
  record RowPut(StoredRow stored) implements Change {}
}
