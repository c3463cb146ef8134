// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Wraps a DEK under a KEK whose bytes are at hand, with AES-256-GCM.
 *
 * <pre>
 * nonce 12 | ciphertext 32 | tag 16
 * </pre>
 *
 * The additional data is the {@link KeyBinding}'s.
 */
public final class KeyWrap {
  public static final int NONCE_LENGTH = AesGcm.NONCE_LENGTH;
  public static final int LENGTH = NONCE_LENGTH + SecretBytes.LENGTH + AesGcm.TAG_LENGTH;

  private KeyWrap() {}

  /** The nonce is random and never used twice under this KEK; its drawer answers for that. */
  public static WrappedDek wrap(SecretBytes kek, KeyBinding binding, SecretBytes dek, Bytes nonce) {
    checkArgument(
        nonce.length() == NONCE_LENGTH,
        "A nonce has %s bytes, not %s.",
        NONCE_LENGTH,
        nonce.length());
    requireOpen(kek);
    byte[] text = dek.toArray(SecretAccess.granted());
    try {
      Bytes sealed = Bytes.copyOf(cipher(Cipher.ENCRYPT_MODE, kek, binding, nonce).doFinal(text));
      return new WrappedDek(ByteTape.ofLength(LENGTH).run(nonce).run(sealed).bytes());
    } catch (GeneralSecurityException failure) {
      throw AesGcm.notGiven(failure);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * The DEK, which its taker closes; nothing if it was wrapped under another KEK, for another
   * binding, or is damaged: nobody can tell which.
   */
  public static Optional<SecretBytes> unwrap(
      SecretBytes kek, KeyBinding binding, WrappedDek wrapped) {
    requireOpen(kek);
    if (wrapped.bytes().length() != LENGTH) {
      return Optional.empty();
    }
    byte[] array = wrapped.bytes().toArray();
    Bytes nonce = wrapped.bytes().prefix(NONCE_LENGTH);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, kek, binding, nonce);
      return Optional.of(taken(cipher.doFinal(array, NONCE_LENGTH, LENGTH - NONCE_LENGTH)));
    } catch (AEADBadTagException mismatch) {
      return Optional.empty();
    } catch (GeneralSecurityException failure) {
      throw AesGcm.notGiven(failure);
    }
  }

  /** Even what could not be a wrapped key under any KEK is not told apart by one that is gone. */
  private static void requireOpen(SecretBytes kek) {
    checkState(!kek.isClosed(), "The KEK is closed.");
  }

  private static Cipher cipher(int mode, SecretBytes kek, KeyBinding binding, Bytes nonce)
      throws GeneralSecurityException {
    Cipher cipher = AesGcm.cipher();
    cipher.init(mode, new AesKey(kek), new GCMParameterSpec(AesGcm.TAG_BITS, nonce.toArray()));
    cipher.updateAAD(binding.additionalBytes().toArray());
    return cipher;
  }

  private static SecretBytes taken(byte[] dek) {
    try {
      return SecretBytes.copyOf(dek, SecretAccess.granted());
    } finally {
      Arrays.fill(dek, (byte) 0);
    }
  }
}
