// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import io.pawl.domain.key.Purpose;
import io.pawl.domain.seal.BareCipher;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.seal.SealRefusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Sealing and opening, into a caller's buffer or a new array, done by each of three. All bind the
 * same additional data; only Pawl puts it together for each value. Each thread has texts and
 * buffers of its own. JMH fills the fields before it calls anything.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init")
public class SealingBenchmark {
  private static final byte[] CONTEXT = "a key and its version".getBytes(StandardCharsets.US_ASCII);

  /**
   * What the bare ciphers of the threads count from, each out of sight of the others and of the
   * session: no nonce is used twice.
   */
  private static final int BARE_COUNTS_FROM = 0x40;

  @Param({"64", "1024", "65536", "1048576"})
  public int size;

  private byte[] text;
  private byte[] envelope;
  private byte[] sealed;
  private byte[] opened;
  private byte[] tinkSealed;
  private byte[] additional;
  private ByteBuffer textView;
  private ByteBuffer envelopeView;
  private ByteBuffer sealedView;
  private ByteBuffer openedView;
  private ByteBuffer contextView;
  private BareCipher bare;

  @Setup
  public void fill(SharedSession session, ThreadParams thread) throws GeneralSecurityException {
    text = new byte[size];
    new Random(2).nextBytes(text);
    envelope = new byte[Envelope.lengthOf(size)];
    opened = new byte[size];
    sealed = session.sealer.seal(text, CONTEXT, SealingBenchmark::unwanted);
    additional = additional();
    tinkSealed = session.tink.encrypt(text, additional);
    textView = ByteBuffer.wrap(text);
    envelopeView = ByteBuffer.wrap(envelope);
    sealedView = ByteBuffer.wrap(sealed);
    openedView = ByteBuffer.wrap(opened);
    contextView = ByteBuffer.wrap(CONTEXT);
    byte[] header = Arrays.copyOf(sealed, BareCipher.HEADER_LENGTH);
    header[10] = (byte) (BARE_COUNTS_FROM + thread.getThreadIndex());
    bare = new BareCipher(session.key, header, additional);
    checkThatAllDoTheSame(session);
  }

  @Benchmark
  public byte[] sealInto_bare() throws GeneralSecurityException {
    bare.seal(text, envelope);
    return envelope;
  }

  @Benchmark
  public Optional<SealRefusal> sealInto_pawl(SharedSession session) {
    return session.sealer.seal(textView.clear(), contextView, envelopeView.clear());
  }

  @Benchmark
  public byte[] sealNew_bare() throws GeneralSecurityException {
    return bare.seal(text);
  }

  @Benchmark
  public byte[] sealNew_pawl(SharedSession session) {
    return session.sealer.seal(text, CONTEXT, SealingBenchmark::unwanted);
  }

  @Benchmark
  public byte[] sealNew_tink(SharedSession session) throws GeneralSecurityException {
    return session.tink.encrypt(text, additional);
  }

  @Benchmark
  public int openInto_bare() throws GeneralSecurityException {
    return bare.open(sealed, opened);
  }

  @Benchmark
  public Optional<SealRefusal> openInto_pawl(SharedSession session) {
    return session.opener.open(sealedView.clear(), contextView, openedView.clear());
  }

  @Benchmark
  public byte[] openNew_bare() throws GeneralSecurityException {
    return bare.open(sealed);
  }

  @Benchmark
  public byte[] openNew_pawl(SharedSession session) {
    return session.opener.open(sealed, CONTEXT, SealingBenchmark::unwanted);
  }

  @Benchmark
  public byte[] openNew_tink(SharedSession session) throws GeneralSecurityException {
    return session.tink.decrypt(tinkSealed, additional);
  }

  private void checkThatAllDoTheSame(SharedSession session) throws GeneralSecurityException {
    byte[] byBare = bare.seal(text);
    if (!Arrays.equals(text, session.opener.open(byBare, CONTEXT, SealingBenchmark::unwanted))
        || !Arrays.equals(text, bare.open(sealed))) {
      throw new IllegalStateException("They do not open each other's envelopes.");
    }
  }

  /** What is bound to an envelope, by the page of formats. */
  private static byte[] additional() {
    return ByteBuffer.allocate(23 + CONTEXT.length)
        .put((byte) 1)
        .put((byte) 0)
        .putInt((int) SharedSession.DEK.value())
        .put((byte) Purpose.STORAGE.code())
        .putLong(SharedSession.CLUSTER.high())
        .putLong(SharedSession.CLUSTER.low())
        .put(CONTEXT)
        .array();
  }

  private static byte[] unwanted(SealRefusal refusal) {
    throw new IllegalStateException(refusal.detail());
  }
}
