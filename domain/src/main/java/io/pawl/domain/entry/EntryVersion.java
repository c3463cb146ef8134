// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import java.util.Optional;

/**
 * How an entry's payload is laid out. Version 1 has neither incarnations nor times; leaders write
 * version 2, and both are read for ever.
 */
public enum EntryVersion {
  V1(1),
  V2(2);

  private final int code;

  EntryVersion(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static Optional<EntryVersion> ofCode(int code) {
    return switch (code) {
      case 1 -> Optional.of(V1);
      case 2 -> Optional.of(V2);
      default -> Optional.empty();
    };
  }
}
