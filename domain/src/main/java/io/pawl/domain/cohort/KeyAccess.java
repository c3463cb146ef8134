// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.cohort;

import java.util.Optional;

/** Whether a node opens what the leader that asks wraps. */
public enum KeyAccess {
  OPENS(1, "opens keys"),
  OTHER_KEK(2, "has another KEK"),
  KEK_SILENT(3, "gets no answer from what holds its KEK"),
  NO_KEK(4, "runs without encryption");

  private final int code;
  private final String words;

  KeyAccess(int code, String words) {
    this.code = code;
    this.words = words;
  }

  public int code() {
    return code;
  }

  /** What is true of the node, to stand behind its name. */
  public String words() {
    return words;
  }

  public static Optional<KeyAccess> ofCode(int code) {
    return switch (code) {
      case 1 -> Optional.of(OPENS);
      case 2 -> Optional.of(OTHER_KEK);
      case 3 -> Optional.of(KEK_SILENT);
      case 4 -> Optional.of(NO_KEK);
      default -> Optional.empty();
    };
  }
}
