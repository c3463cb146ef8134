// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CheckReturnValue;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Cipher;

/**
 * Seals values under one key with the nonces of one sequence; nobody else names a nonce. Any thread
 * may call, and none waits for another. The context is authenticated and not stored: who opens
 * gives the same. A value that is refused may have cost a write count.
 */
public final class Sealer {
  private final Keystore keys;
  private final NonceSequence nonces;

  /** The sequence and the keys are of one cluster: a key id means nothing in another. */
  public Sealer(Keystore keys, NonceSequence nonces) {
    checkArgument(
        keys.cluster().equals(nonces.cluster()),
        "The keys are of cluster %s, the nonces of cluster %s.",
        keys.cluster(),
        nonces.cluster());
    this.keys = keys;
    this.nonces = nonces;
  }

  /**
   * Writes the envelope of the text into a buffer with room for {@link Envelope#lengthOf} bytes,
   * which the text does not share. Text and envelope are advanced; after a refusal they are not.
   * Nothing is allocated but what the JDK's cipher allocates.
   */
  @CheckReturnValue
  public Optional<SealRefusal> seal(ByteBuffer text, ByteBuffer context, ByteBuffer envelope) {
    int length = Envelope.lengthOf(text.remaining());
    checkArgument(
        envelope.remaining() >= length,
        "The envelope has %s bytes, there is room for %s.",
        length,
        envelope.remaining());
    Workbench bench = Workbench.ofThread();
    try {
      Optional<SealRefusal> refusal = prepare(bench);
      if (refusal.isEmpty()) {
        Cipher cipher = bench.toSeal();
        bench.bind(cipher, context);
        envelope.put(bench.header());
        Buffers.run(cipher, text, envelope);
      }
      return refusal;
    } catch (GeneralSecurityException failure) {
      throw AesGcm.notGiven(failure);
    } finally {
      bench.clear();
    }
  }

  /**
   * The envelope of the text in an array of its own, the only thing allocated but for what the
   * JDK's cipher allocates; or what the caller makes of a refusal.
   */
  public byte[] seal(byte[] text, byte[] context, Function<SealRefusal, byte[]> refused) {
    byte[] envelope = new byte[Envelope.lengthOf(text.length)];
    Workbench bench = Workbench.ofThread();
    try {
      Optional<SealRefusal> refusal = prepare(bench);
      if (refusal.isPresent()) {
        return refused.apply(refusal.get());
      }
      Cipher cipher = bench.toSeal();
      bench.bind(cipher, context);
      System.arraycopy(bench.header(), 0, envelope, 0, Envelope.HEADER_LENGTH);
      cipher.doFinal(text, 0, text.length, envelope, Envelope.HEADER_LENGTH);
      return envelope;
    } catch (GeneralSecurityException failure) {
      throw AesGcm.notGiven(failure);
    } finally {
      bench.clear();
    }
  }

  /** Puts the key and a nonce that nobody else has onto the bench. */
  private Optional<SealRefusal> prepare(Workbench bench) {
    long id = nonces.dek().value();
    if (!keys.copyTo(bench, id)) {
      return Optional.of(new SealRefusal.KeyUnknown(id));
    }
    long count = nonces.next();
    if (count == NonceSequence.EXHAUSTED) {
      return Optional.of(
          new SealRefusal.WriteCountExhausted(nonces.dek(), nonces.slot(), nonces.epoch()));
    }
    bench
        .headerView()
        .put(0, (byte) Envelope.VERSION)
        .put(1, (byte) Envelope.NO_FLAG)
        .putInt(Envelope.DEK_AT, (int) id)
        .putShort(Envelope.NONCE_AT, (short) nonces.slot().value())
        .putShort(Envelope.NONCE_AT + 2, (short) nonces.epoch().value())
        .putLong(Envelope.NONCE_AT + 4, count);
    return Optional.empty();
  }
}
