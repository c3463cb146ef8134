// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** The one cipher there is, and what its parts measure. */
final class AesGcm {
  static final int NONCE_LENGTH = 12;
  static final int TAG_LENGTH = 16;
  static final int TAG_BITS = 8 * TAG_LENGTH;

  private AesGcm() {}

  static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException failure) {
      throw notGiven(failure);
    }
  }

  /** Every JDK has AES-GCM, and keys and nonces are made here: that it refuses is a bug. */
  static IllegalStateException notGiven(GeneralSecurityException failure) {
    return new IllegalStateException("The JDK refuses what it always grants.", failure);
  }
}
