// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.KeyWrap;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.wire.Bytes;

/** Lets everybody wrap a key, with any nonce. */
public final class WrapSupplier {
  interface Wrapping {
    WrappedDek wrapped(SecretBytes kek, KeyBinding binding, SecretBytes dek, Bytes nonce);
  }

  Wrapping wrapping() {
    return KeyWrap::wrap;
  }
}
