// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CheckReturnValue;
import io.pawl.domain.key.DekId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * Opens what was sealed under the keys of a keystore, each envelope with the key it names. What is
 * checked, in order: the length, the version, the flag, whether the key is held, and the tag over
 * text and context. Any thread may call, and none waits for another.
 */
public final class Opener extends KeyUser {
  private static final ThreadLocal<Workbench> BENCH = ThreadLocal.withInitial(Workbench::new);

  public Opener(Keystore keys) {
    super(keys);
  }

  /**
   * Writes the text of the envelope into a buffer with room for it, which the envelope does not
   * share. Envelope and text are advanced; after a refusal they are not, and of the text nothing is
   * written: where it would have been there may be zeroes. Nothing is allocated but what the JDK's
   * cipher allocates; a context of more than 489 bytes is copied, and a direct buffer written
   * through a view.
   */
  @CheckReturnValue
  public Optional<SealRefusal> open(ByteBuffer envelope, ByteBuffer context, ByteBuffer text) {
    int length = envelope.remaining();
    int from = envelope.position();
    Workbench bench = BENCH.get();
    if (length >= Envelope.HEADER_LENGTH) {
      bench.header().takeFrom(envelope);
    }
    Optional<SealRefusal> refusal = bench.header().refusalOf(length);
    if (refusal.isPresent()) {
      return refusal;
    }
    checkArgument(
        text.remaining() >= length - Envelope.OVERHEAD,
        "The text has %s bytes, there is room for %s.",
        length - Envelope.OVERHEAD,
        text.remaining());
    long id = bench.header().dek();
    HeldKey key = bench.keys().key(this, id);
    if (key == null) {
      return Optional.of(new SealRefusal.KeyUnknown(id));
    }
    int textFrom = text.position();
    try {
      Cipher cipher = bench.ready(Cipher.DECRYPT_MODE, key, context);
      Buffers.runBehind(Envelope.HEADER_LENGTH, cipher, envelope, text);
      return refusal;
    } catch (AEADBadTagException altered) {
      envelope.position(from);
      text.position(textFrom);
      Buffers.wipe(text, length - Envelope.OVERHEAD);
      return Optional.of(new SealRefusal.Altered(new DekId(id)));
    } catch (InvalidKeyException failure) {
      key.requireDropped(failure);
      return Optional.of(new SealRefusal.KeyUnknown(id));
    } catch (GeneralSecurityException failure) {
      throw AesGcm.notGiven(failure);
    }
  }

  /**
   * The text of the envelope in an array of its own, empty for an empty text, and the only thing
   * allocated but for what the JDK's cipher allocates; or what the caller makes of a refusal.
   */
  public byte[] open(byte[] envelope, byte[] context, Function<SealRefusal, byte[]> refused) {
    Workbench bench = BENCH.get();
    if (envelope.length >= Envelope.HEADER_LENGTH) {
      bench.header().takeFrom(envelope);
    }
    Optional<SealRefusal> refusal = bench.header().refusalOf(envelope.length);
    if (refusal.isPresent()) {
      return refused.apply(refusal.get());
    }
    long id = bench.header().dek();
    HeldKey key = bench.keys().key(this, id);
    if (key == null) {
      return refused.apply(new SealRefusal.KeyUnknown(id));
    }
    try {
      return bench
          .ready(Cipher.DECRYPT_MODE, key, context)
          .doFinal(envelope, Envelope.HEADER_LENGTH, envelope.length - Envelope.HEADER_LENGTH);
    } catch (AEADBadTagException altered) {
      return refused.apply(new SealRefusal.Altered(new DekId(id)));
    } catch (InvalidKeyException failure) {
      key.requireDropped(failure);
      return refused.apply(new SealRefusal.KeyUnknown(id));
    } catch (GeneralSecurityException failure) {
      throw AesGcm.notGiven(failure);
    }
  }
}
