// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import com.google.common.collect.ImmutableSet;

/** Every nonce that was used, and whether one of them was used again. */
record SpentNonces(ImmutableSet<Nonce> nonces, boolean reused) {
  static final SpentNonces NONE = new SpentNonces(ImmutableSet.of(), false);

  SpentNonces and(Nonce nonce) {
    return nonces.contains(nonce)
        ? new SpentNonces(nonces, true)
        : new SpentNonces(ImmutableSet.<Nonce>builder().addAll(nonces).add(nonce).build(), reused);
  }
}
