// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The JDK's cipher as a careful programmer drives it: made once for a thread and used again, with a
 * count of the thread's own for a nonce and additional data that is put together once. It writes
 * and reads the same envelopes.
 */
public final class BareCipher {
  public static final int HEADER_LENGTH = 18;

  private static final int NONCE_AT = 6;
  private static final int NONCE_LENGTH = 12;
  private static final int COUNT_AT = NONCE_AT + 4;
  private static final int TAG_LENGTH = 16;
  private static final int TAG_BITS = 8 * TAG_LENGTH;

  private final Cipher sealing;
  private final Cipher opening;
  private final SecretKeySpec key;
  private final byte[] additional;
  private final byte[] header;
  private final ByteBuffer headerView;
  private long count;

  /** It counts on from the nonce in the header. */
  public BareCipher(byte[] key, byte[] header, byte[] additional) throws GeneralSecurityException {
    this.sealing = Cipher.getInstance("AES/GCM/NoPadding");
    this.opening = Cipher.getInstance("AES/GCM/NoPadding");
    this.key = new SecretKeySpec(key, "AES");
    this.header = header.clone();
    this.headerView = ByteBuffer.wrap(this.header);
    this.additional = additional.clone();
    this.count = headerView.getLong(COUNT_AT);
  }

  public byte[] seal(byte[] text) throws GeneralSecurityException {
    byte[] envelope = new byte[HEADER_LENGTH + text.length + TAG_LENGTH];
    seal(text, envelope);
    return envelope;
  }

  public void seal(byte[] text, byte[] envelope) throws GeneralSecurityException {
    headerView.putLong(COUNT_AT, ++count);
    sealing.init(Cipher.ENCRYPT_MODE, key, parameters(header));
    sealing.updateAAD(additional);
    System.arraycopy(header, 0, envelope, 0, HEADER_LENGTH);
    sealing.doFinal(text, 0, text.length, envelope, HEADER_LENGTH);
  }

  public byte[] open(byte[] envelope) throws GeneralSecurityException {
    opening.init(Cipher.DECRYPT_MODE, key, parameters(envelope));
    opening.updateAAD(additional);
    return opening.doFinal(envelope, HEADER_LENGTH, envelope.length - HEADER_LENGTH);
  }

  public int open(byte[] envelope, byte[] text) throws GeneralSecurityException {
    opening.init(Cipher.DECRYPT_MODE, key, parameters(envelope));
    opening.updateAAD(additional);
    return opening.doFinal(envelope, HEADER_LENGTH, envelope.length - HEADER_LENGTH, text, 0);
  }

  private static GCMParameterSpec parameters(byte[] header) {
    return new GCMParameterSpec(TAG_BITS, header, NONCE_AT, NONCE_LENGTH);
  }
}
