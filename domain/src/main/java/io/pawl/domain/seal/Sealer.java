// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CheckReturnValue;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Cipher;

/**
 * Seals values under one key with the nonces of one sequence; nobody else names a nonce. Any thread
 * may call, and none waits for another. The context is authenticated and not stored: who opens
 * gives the same. A value that is refused may have cost a write count.
 */
public final class Sealer extends KeyUser {
  private final NonceSequence nonces;
  private final long id;
  private final byte[] prefix;

  /** The sequence and the keys are of one cluster: a key id means nothing in another. */
  public Sealer(Keystore keys, NonceSequence nonces) {
    super(keys);
    checkArgument(
        keys.cluster().equals(nonces.cluster()),
        "The keys are of cluster %s, the nonces of cluster %s.",
        keys.cluster(),
        nonces.cluster());
    this.nonces = nonces;
    this.id = nonces.dek().value();
    this.prefix = Envelope.prefix(nonces.dek(), nonces.slot(), nonces.epoch());
  }

  /**
   * Writes the envelope of the text into a buffer with room for {@link Envelope#lengthOf} bytes,
   * which the text does not share. Text and envelope are advanced; after a refusal they are not.
   * Nothing is allocated but what the JDK's cipher allocates; a context of more than 489 bytes is
   * copied, and a direct buffer written through a view.
   */
  @CheckReturnValue
  public Optional<SealRefusal> seal(ByteBuffer text, ByteBuffer context, ByteBuffer envelope) {
    int length = Envelope.lengthOf(text.remaining());
    checkArgument(
        envelope.remaining() >= length,
        "The envelope has %s bytes, there is room for %s.",
        length,
        envelope.remaining());
    Seat seat = seat();
    Workbench bench = seat.bench();
    HeldKey key = bench.keys().key(this, seat.id());
    if (key == null) {
      return Optional.of(unknown());
    }
    if (!seat.advance()) {
      return Optional.of(exhausted());
    }
    try {
      Cipher cipher = bench.ready(Cipher.ENCRYPT_MODE, key, context);
      bench.header().putInto(envelope);
      Buffers.run(cipher, text, envelope);
      return Optional.empty();
    } catch (InvalidKeyException failure) {
      key.requireDropped(failure);
      return Optional.of(unknown());
    } catch (GeneralSecurityException failure) {
      throw AesGcm.notGiven(failure);
    }
  }

  /**
   * The envelope of the text in an array of its own, the only thing allocated but for what the
   * JDK's cipher allocates; or what the caller makes of a refusal.
   */
  public byte[] seal(byte[] text, byte[] context, Function<SealRefusal, byte[]> refused) {
    int length = Envelope.lengthOf(text.length);
    Seat seat = seat();
    Workbench bench = seat.bench();
    HeldKey key = bench.keys().key(this, seat.id());
    if (key == null) {
      return refused.apply(unknown());
    }
    if (!seat.advance()) {
      return refused.apply(exhausted());
    }
    try {
      Cipher cipher = bench.ready(Cipher.ENCRYPT_MODE, key, context);
      byte[] envelope = bench.header().begun(length);
      cipher.doFinal(text, 0, text.length, envelope, Envelope.HEADER_LENGTH);
      return envelope;
    } catch (InvalidKeyException failure) {
      key.requireDropped(failure);
      return refused.apply(unknown());
    } catch (GeneralSecurityException failure) {
      throw AesGcm.notGiven(failure);
    }
  }

  private Seat seat() {
    Seat seat = Seat.ofThread();
    if (!seat.isOf(this)) {
      seat.take(this, nonces, prefix);
    }
    return seat;
  }

  private SealRefusal unknown() {
    return new SealRefusal.KeyUnknown(id);
  }

  private SealRefusal exhausted() {
    return new SealRefusal.WriteCountExhausted(nonces.dek(), nonces.slot(), nonces.epoch());
  }
}
