// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * What a thread needs to seal and open, made once and used for every value: ciphers, and room for a
 * key, a header and additional data. It holds a key only from {@link #take} to {@link #clear}.
 */
final class Workbench {
  private static final ThreadLocal<Workbench> OF_THREAD = ThreadLocal.withInitial(Workbench::new);

  /** Longer additional data is not copied together first. */
  private static final int ROOM = 512;

  private final Cipher sealing = AesGcm.cipher();
  private final Cipher opening = AesGcm.cipher();
  private final RawKey key = RawKey.emptyAes();
  private final byte[] header = new byte[Envelope.HEADER_LENGTH];
  private final ByteBuffer headerView = ByteBuffer.wrap(header);
  private final byte[] additional = new byte[ROOM];

  private byte[] bound = {};

  private Workbench() {}

  static Workbench ofThread() {
    return OF_THREAD.get();
  }

  byte[] header() {
    return header;
  }

  ByteBuffer headerView() {
    return headerView;
  }

  /** Takes a copy of the key; false if it is dropped this very moment. */
  boolean take(HeldKey held) {
    bound = held.bound();
    return key.take(held.secret());
  }

  /** Ready to seal under the key taken and the nonce in the header. */
  Cipher toSeal() throws GeneralSecurityException {
    sealing.init(Cipher.ENCRYPT_MODE, key, parameters());
    return sealing;
  }

  /** Ready to open under the key taken and the nonce in the header. */
  Cipher toOpen() throws GeneralSecurityException {
    opening.init(Cipher.DECRYPT_MODE, key, parameters());
    return opening;
  }

  void bind(Cipher cipher, byte[] context) {
    if (context.length <= ROOM - HeldKey.BOUND_LENGTH) {
      System.arraycopy(bound, 0, additional, 0, HeldKey.BOUND_LENGTH);
      System.arraycopy(context, 0, additional, HeldKey.BOUND_LENGTH, context.length);
      cipher.updateAAD(additional, 0, HeldKey.BOUND_LENGTH + context.length);
    } else {
      cipher.updateAAD(bound);
      cipher.updateAAD(context);
    }
  }

  /** Leaves the position of the context where it is: one context may serve many values. */
  void bind(Cipher cipher, ByteBuffer context) {
    int length = context.remaining();
    if (length <= ROOM - HeldKey.BOUND_LENGTH) {
      System.arraycopy(bound, 0, additional, 0, HeldKey.BOUND_LENGTH);
      context.get(context.position(), additional, HeldKey.BOUND_LENGTH, length);
      cipher.updateAAD(additional, 0, HeldKey.BOUND_LENGTH + length);
    } else {
      cipher.updateAAD(bound);
      cipher.updateAAD(context.duplicate());
    }
  }

  void clear() {
    key.close();
  }

  private GCMParameterSpec parameters() {
    return new GCMParameterSpec(AesGcm.TAG_BITS, header, Envelope.NONCE_AT, Nonce.LENGTH);
  }
}
