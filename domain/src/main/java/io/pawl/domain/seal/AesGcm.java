// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

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

  /**
   * One that has chosen its provider, with a key that nothing is sealed under. A cipher whose first
   * key is refused chooses none, and then refuses every other key, too.
   */
  static Cipher settledCipher() {
    Cipher cipher = cipher();
    try {
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(new byte[SecretBytes.LENGTH], "AES"),
          new GCMParameterSpec(TAG_BITS, new byte[NONCE_LENGTH]));
      return cipher;
    } catch (GeneralSecurityException failure) {
      throw notGiven(failure);
    }
  }

  /** Every JDK has AES-GCM, and keys and nonces are made here: that it refuses is a bug. */
  static IllegalStateException notGiven(GeneralSecurityException failure) {
    return new IllegalStateException("The JDK refuses what it always grants.", failure);
  }
}
