// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pawl.domain.wire.Bytes;

/** A value that a process sealed, and what it says if it is the right one. */
record Sealed(Text text, Bytes envelope) {

  /** The texts of one process differ by their numbers, those of two by their labels. */
  record Text(String label, int number) {
    byte[] bytes() {
      return "%s, value %d".formatted(label, number).getBytes(UTF_8);
    }

    byte[] context() {
      return label.getBytes(UTF_8);
    }
  }
}
