// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import io.pawl.domain.bench.Score.Doer;
import io.pawl.domain.bench.Slices.Work;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.seal.BareCipher;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.seal.SealRefusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Sealing and opening, into a caller's buffer or a new array, done by each of four. All bind the
 * same additional data; only Pawl puts it together for each value, around the context. Tink always
 * makes a new array, also where the others fill a buffer. Each thread has texts and buffers of its
 * own. JMH fills the fields before it calls anything, and calls once for a round.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
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
  private byte[] tinkKeysetSealed;
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
    tinkKeysetSealed = session.tinkKeyset.encrypt(text, additional);
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
  public void sealInto(SharedSession session, Slices slices, Speeds speeds, Blackhole hole)
      throws Exception {
    Work byHand =
        () -> {
          bare.seal(text, envelope);
          return envelope;
        };
    Work pawl = () -> session.sealer.seal(textView.clear(), contextView, envelopeView.clear());
    slices.take(withTinkSealing(session, byHand, pawl), size, session.meeting, speeds, hole);
  }

  @Benchmark
  public void sealNew(SharedSession session, Slices slices, Speeds speeds, Blackhole hole)
      throws Exception {
    Work byHand = () -> bare.seal(text);
    Work pawl = () -> session.sealer.seal(text, CONTEXT, SealingBenchmark::unwanted);
    slices.take(withTinkSealing(session, byHand, pawl), size, session.meeting, speeds, hole);
  }

  @Benchmark
  public void openInto(SharedSession session, Slices slices, Speeds speeds, Blackhole hole)
      throws Exception {
    Work byHand =
        () -> {
          bare.open(sealed, opened);
          return opened;
        };
    Work pawl = () -> session.opener.open(sealedView.clear(), contextView, openedView.clear());
    slices.take(withTinkOpening(session, byHand, pawl), size, session.meeting, speeds, hole);
  }

  @Benchmark
  public void openNew(SharedSession session, Slices slices, Speeds speeds, Blackhole hole)
      throws Exception {
    Work byHand = () -> bare.open(sealed);
    Work pawl = () -> session.opener.open(sealed, CONTEXT, SealingBenchmark::unwanted);
    slices.take(withTinkOpening(session, byHand, pawl), size, session.meeting, speeds, hole);
  }

  private Map<Doer, Work> withTinkSealing(SharedSession session, Work byHand, Work pawl) {
    return Map.of(
        Doer.BARE,
        byHand,
        Doer.PAWL,
        pawl,
        Doer.TINK,
        () -> session.tink.encrypt(text, additional),
        Doer.TINK_KEYSET,
        () -> session.tinkKeyset.encrypt(text, additional));
  }

  private Map<Doer, Work> withTinkOpening(SharedSession session, Work byHand, Work pawl) {
    return Map.of(
        Doer.BARE,
        byHand,
        Doer.PAWL,
        pawl,
        Doer.TINK,
        () -> session.tink.decrypt(tinkSealed, additional),
        Doer.TINK_KEYSET,
        () -> session.tinkKeyset.decrypt(tinkKeysetSealed, additional));
  }

  private void checkThatAllDoTheSame(SharedSession session) throws GeneralSecurityException {
    if (!Arrays.equals(text, session.tink.decrypt(tinkSealed, additional))
        || !Arrays.equals(text, session.tinkKeyset.decrypt(tinkKeysetSealed, additional))) {
      throw new IllegalStateException("Tink does not open what it sealed.");
    }
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
