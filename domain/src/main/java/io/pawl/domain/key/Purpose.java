// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

import java.util.Optional;

/** What a key seals. The two purposes never share a key. */
public enum Purpose {
  STORAGE(1),
  RAFT(2);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static Optional<Purpose> ofCode(int code) {
    return switch (code) {
      case 1 -> Optional.of(STORAGE);
      case 2 -> Optional.of(RAFT);
      default -> Optional.empty();
    };
  }
}
