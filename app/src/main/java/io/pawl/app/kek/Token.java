// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import com.google.common.base.Throwables;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.KekUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * A key in a token, and what the token does with it, through the JDK's own PKCS#11 provider. The
 * login belongs to the whole process: it ends with it, and not with this.
 */
final class Token {
  private static final String PROVIDER = "SunPKCS11";
  private static final String GCM = "AES/GCM/NoPadding";
  private static final String ECB = "AES/ECB/NoPadding";
  private static final int TAG_BITS = 128;

  private final TokenKey name;
  private final Provider provider;
  private final SecretKey key;

  private Token(TokenKey name, Provider provider, SecretKey key) {
    this.name = name;
    this.provider = provider;
    this.key = key;
  }

  static Token open(TokenKey name, Pin pin) {
    Provider provider = provider(name);
    Key key = key(name, provider, pin);
    if (key == null) {
      throw new KekRefused(Sentinel.KEK_UNAVAILABLE, "There is no %s.".formatted(name));
    }
    TokenKeyCheck.require(name, key);
    return new Token(name, provider, (SecretKey) key);
  }

  private static Provider provider(TokenKey name) {
    if (!Files.isRegularFile(name.library())) {
      throw new KekRefused(
          Sentinel.KEK_UNAVAILABLE, "There is no library %s.".formatted(name.library()));
    }
    Provider unconfigured = Security.getProvider(PROVIDER);
    if (unconfigured == null) {
      throw new KekRefused(
          Sentinel.KEK_UNAVAILABLE, "This Java comes without the module jdk.crypto.cryptoki.");
    }
    try {
      return unconfigured.configure(name.configuration());
    } catch (ProviderException | IllegalArgumentException e) {
      throw unavailable(name, e);
    }
  }

  private static @Nullable Key key(TokenKey name, Provider provider, Pin pin) {
    char[] text = pin.read();
    try {
      KeyStore keys = KeyStore.getInstance("PKCS11", provider);
      keys.load(null, text);
      return keys.getKey(name.label(), null);
    } catch (GeneralSecurityException | IOException | ProviderException e) {
      throw unavailable(name, e);
    } finally {
      Arrays.fill(text, '\0');
    }
  }

  /** Ciphertext and tag. */
  Bytes seal(Bytes nonce, Bytes additional, byte[] text) {
    return Bytes.copyOf(ask(() -> gcm(Cipher.ENCRYPT_MODE, nonce, additional).doFinal(text)));
  }

  /** The text, to be zeroed by whoever took it; nothing if the tag is another. */
  Optional<byte[]> open(Bytes nonce, Bytes additional, Bytes sealed) {
    Optional<byte[]> text =
        ask(
            () -> {
              try {
                Cipher cipher = gcm(Cipher.DECRYPT_MODE, nonce, additional);
                return Optional.of(cipher.doFinal(sealed.toArray()));
              } catch (AEADBadTagException mismatch) {
                return Optional.empty();
              }
            });
    if (text.isEmpty()) {
      requireAlive();
    }
    return text;
  }

  /** Tokens answer a wrong tag and a failure of their own with one and the same error. */
  private void requireAlive() {
    encrypt(new byte[16]);
  }

  /** Blocks of 16 bytes each, one by one. To be zeroed by whoever took them. */
  byte[] encrypt(byte[] blocks) {
    return ask(
        () -> {
          Cipher cipher = Cipher.getInstance(ECB, provider);
          cipher.init(Cipher.ENCRYPT_MODE, key);
          return cipher.doFinal(blocks);
        });
  }

  private Cipher gcm(int mode, Bytes nonce, Bytes additional) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(GCM, provider);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce.toArray()));
    cipher.updateAAD(additional.toArray());
    return cipher;
  }

  /** Something the token does. */
  @FunctionalInterface
  private interface Work<T> {
    T done() throws GeneralSecurityException;
  }

  private <T> T ask(Work<T> work) {
    try {
      return work.done();
    } catch (GeneralSecurityException | ProviderException e) {
      throw unavailable(name, e);
    }
  }

  private static KekUnavailable unavailable(TokenKey name, Exception e) {
    Throwable root = Throwables.getRootCause(e);
    String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new KekUnavailable("%s: %s.".formatted(name, reason), e);
  }
}
