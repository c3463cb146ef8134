// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import io.pawl.domain.key.KeyRing;

/**
 * One thing a decision wants remembered. Changes of one decision are stored together or not at all.
 */
public sealed interface Change {

  <R> R match(Cases<R> cases);

  /** The row at this key is now this one, whatever stood there. */
  record RowPut(StoredRow stored) implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rowPut(this);
    }
  }

  /** The key ring is now this one. */
  record KeyRingPut(KeyRing.Filled ring) implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.keyRingPut(this);
    }
  }

  /** One answer per kind; a new kind stops compiling wherever it is not answered. */
  interface Cases<R> {
    R rowPut(RowPut change);

    R keyRingPut(KeyRingPut change);
  }
}
