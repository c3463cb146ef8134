// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import io.pawl.domain.seal.KeyWrap;
import io.pawl.domain.wire.Bytes;
import java.security.SecureRandom;

/**
 * Nonces to wrap with, drawn at random. A KEK wraps some thousand keys in its life, far below the
 * 2^32 up to which random nonces of twelve bytes are safe.
 */
record Nonces(SecureRandom random) {

  Bytes next() {
    byte[] nonce = new byte[KeyWrap.NONCE_LENGTH];
    random.nextBytes(nonce);
    return Bytes.copyOf(nonce);
  }
}
