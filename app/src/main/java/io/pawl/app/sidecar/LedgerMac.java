// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells a ledger that a node of this cluster wrote from any other bytes. It keeps the key until it
 * is closed.
 */
final class LedgerMac implements AutoCloseable {
  /** HMAC-SHA256 in hex. */
  static final int LENGTH = 64;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretBytes key;

  /** Takes the key over. */
  LedgerMac(SecretBytes key) {
    this.key = key;
  }

  String of(byte[] text) {
    byte[] bytes = key.toArray(SecretAccess.granted());
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** How long it takes does not tell how far the code is right. */
  boolean isOf(byte[] text, byte[] code) {
    return MessageDigest.isEqual(of(text).getBytes(StandardCharsets.US_ASCII), code);
  }

  @Override
  public void close() {
    key.close();
  }
}
