// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import static com.google.common.base.Preconditions.checkState;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.Hkdf;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.KeyWrap;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Unwrapping;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A KEK that never leaves its token. A wrapped DEK has the same form and the same additional data
 * as under a KEK in a file, so that a key of the same bytes opens it.
 */
final class Pkcs11Kek implements Kek {
  static final String KIND = "pkcs11";

  /**
   * Two blocks that no wrapping ever encrypts: there the last four bytes of a block are a count,
   * which stays below 5, and the block of zeroes.
   */
  private static final byte[] DERIVING =
      "pawl.kek.derive1pawl.kek.derive2".getBytes(StandardCharsets.US_ASCII);

  private final Token token;
  private final Nonces nonces;
  private volatile boolean closed;

  private Pkcs11Kek(Token token, Nonces nonces) {
    this.token = token;
    this.nonces = nonces;
  }

  /** Lets the token do once what it will have to, so that one that cannot is found out now. */
  static Pkcs11Kek open(TokenKey key, Pin pin, SecureRandom random) {
    Token token = Token.open(key, pin);
    Nonces nonces = new Nonces(random);
    token.seal(nonces.next(), Bytes.EMPTY, new byte[SecretBytes.LENGTH]);
    Arrays.fill(token.encrypt(DERIVING), (byte) 0);
    return new Pkcs11Kek(token, nonces);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public WrappedDek wrap(KeyBinding binding, SecretBytes dek) {
    requireOpen();
    Bytes nonce = nonces.next();
    byte[] text = dek.toArray(SecretAccess.granted());
    try {
      Bytes sealed = token.seal(nonce, binding.additionalBytes(), text);
      return new WrappedDek(ByteTape.ofLength(KeyWrap.LENGTH).run(nonce).run(sealed).bytes());
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  @Override
  public Unwrapping unwrap(KeyBinding binding, WrappedDek wrapped) {
    requireOpen();
    if (wrapped.bytes().length() != KeyWrap.LENGTH) {
      return new Unwrapping.Mismatch(binding);
    }
    Bytes nonce = wrapped.bytes().prefix(KeyWrap.NONCE_LENGTH);
    Bytes sealed = behindNonce(wrapped);
    return Unwrapping.of(
        binding, token.open(nonce, binding.additionalBytes(), sealed).map(Pkcs11Kek::secret));
  }

  private static Bytes behindNonce(WrappedDek wrapped) {
    return Bytes.copyOf(
        Arrays.copyOfRange(wrapped.bytes().toArray(), KeyWrap.NONCE_LENGTH, KeyWrap.LENGTH));
  }

  /** The KEK's bytes are not here to derive from; what it makes of two blocks is as secret. */
  @Override
  public SecretBytes derive(String label) {
    requireOpen();
    try (SecretBytes root = secret(token.encrypt(DERIVING))) {
      return Hkdf.derive(root, label);
    }
  }

  /** Zeroes the array. */
  private static SecretBytes secret(byte[] bytes) {
    try {
      return SecretBytes.copyOf(bytes, SecretAccess.granted());
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private void requireOpen() {
    checkState(!closed, "The KEK is closed.");
  }

  @Override
  public void close() {
    closed = true;
  }
}
