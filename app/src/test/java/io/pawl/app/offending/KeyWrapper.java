// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.KeyWrap;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.wire.Bytes;

/** Wraps a key with a nonce of its own. */
public final class KeyWrapper {
  public WrappedDek wrapped(SecretBytes kek, KeyBinding binding, SecretBytes dek) {
    return KeyWrap.wrap(kek, binding, dek, Bytes.copyOf(new byte[KeyWrap.NONCE_LENGTH]));
  }
}
