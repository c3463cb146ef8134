// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretBytes;
import java.util.Optional;

/** Whether a wrapped DEK opened. */
public sealed interface Unwrapping {

  /** What became of it, by what came out. */
  static Unwrapping of(KeyBinding binding, Optional<SecretBytes> dek) {
    return dek.<Unwrapping>map(Opened::new).orElseGet(() -> new Mismatch(binding));
  }

  /** Whoever takes the key closes it. */
  record Opened(SecretBytes dek) implements Unwrapping, AutoCloseable {
    @Override
    public void close() {
      dek.close();
    }
  }

  /**
   * It was wrapped under another KEK, for another binding, or is damaged: nobody can tell which.
   */
  record Mismatch(KeyBinding binding) implements Unwrapping {}
}
