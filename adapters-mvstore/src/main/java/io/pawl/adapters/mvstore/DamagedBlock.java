// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import java.io.IOException;

/** A block is not there, or is not what was written. */
final class DamagedBlock extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedBlock(long block, String how) {
    super("Block %d %s.".formatted(block, how));
  }
}
