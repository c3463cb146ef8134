// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * HKDF with SHA-256 (RFC 5869): keys out of a key, one for each label, none of which tells anything
 * of another or of where it came from.
 */
public final class Hkdf {
  private static final String HMAC = "HmacSHA256";
  private static final int HASH_LENGTH = 32;
  private static final byte[] NO_SALT = new byte[HASH_LENGTH];

  private Hkdf() {}

  /** The same secret and label always give the same key, which its taker closes. */
  public static SecretBytes derive(SecretBytes secret, String label) {
    byte[] material = secret.toArray(SecretAccess.granted());
    byte[] key = extract(NO_SALT, material);
    byte[] derived = expand(key, label.getBytes(StandardCharsets.UTF_8), SecretBytes.LENGTH);
    try {
      return SecretBytes.copyOf(derived, SecretAccess.granted());
    } finally {
      Arrays.fill(material, (byte) 0);
      Arrays.fill(key, (byte) 0);
      Arrays.fill(derived, (byte) 0);
    }
  }

  /** RFC 5869, section 2.2. */
  static byte[] extract(byte[] salt, byte[] material) {
    return hmac(salt).doFinal(material);
  }

  /** RFC 5869, section 2.3. */
  static byte[] expand(byte[] key, byte[] info, int length) {
    checkArgument(
        length > 0 && length <= 255 * HASH_LENGTH, "HKDF does not give %s bytes.", length);
    Mac hmac = hmac(key);
    byte[] output = new byte[length];
    byte[] block = new byte[0];
    for (int done = 0, round = 1; done < length; done += HASH_LENGTH, round++) {
      hmac.update(block);
      hmac.update(info);
      hmac.update((byte) round);
      block = hmac.doFinal();
      System.arraycopy(block, 0, output, done, Math.min(HASH_LENGTH, length - done));
    }
    Arrays.fill(block, (byte) 0);
    return output;
  }

  private static Mac hmac(byte[] key) {
    try (RawKey raw = RawKey.owning(HMAC, key.clone())) {
      Mac hmac = Mac.getInstance(HMAC);
      hmac.init(raw);
      return hmac;
    } catch (GeneralSecurityException failure) {
      throw AesGcm.notGiven(failure);
    }
  }
}
