// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static io.pawl.domain.seal.Sessions.CLUSTER;
import static io.pawl.domain.seal.Sessions.DEK;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import com.sun.management.ThreadMXBean;
import io.pawl.domain.key.Purpose;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The JDK's cipher allocates whenever it is given a nonce, and nobody can keep it from that. What
 * is done around it allocates nothing more: no byte beyond the bare cipher doing the same. Not even
 * what wraps the nonce for the cipher, which whoever uses it plainly makes anew for every value.
 */
class AllocationTest {
  private static final int BATCHES_MIN = 10;
  private static final int BATCHES_MAX = 300;
  private static final int BATCH = 100;
  private static final byte[] CONTEXT = new byte[20];
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final AtomicLong KEYS_MADE = new AtomicLong();

  /** What is stored here is really made. */
  @SuppressWarnings("unused")
  private static volatile Object made = "";

  private final byte[] key = new byte[SecretBytes.LENGTH];
  private Keystore keys = new Keystore(CLUSTER);
  private Sealer sealer = new Sealer(keys, Sessions.sequence());
  private Opener opener = new Opener(keys);

  /** Something done to values, over and over. */
  @FunctionalInterface
  private interface Deed {
    Object run() throws GeneralSecurityException;
  }

  /** No test seals under another one's key: the JDK's cipher remembers the last nonce. */
  @BeforeEach
  void hold_a_key() {
    ByteBuffer.wrap(key).putLong(0x616c6c6f63L).putLong(KEYS_MADE.incrementAndGet());
    keys = Sessions.keystore(CLUSTER, DEK, SecretBytes.copyOf(key, SecretAccess.granted()));
    sealer = new Sealer(keys, Sessions.sequence());
    opener = new Opener(keys);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65_536})
  void sealing_into_a_buffer_allocates_nothing(int size) throws GeneralSecurityException {
    byte[] text = new byte[size];
    byte[] envelope = new byte[Envelope.lengthOf(size)];
    ByteBuffer textView = ByteBuffer.wrap(text);
    ByteBuffer envelopeView = ByteBuffer.wrap(envelope);
    ByteBuffer context = ByteBuffer.wrap(CONTEXT);
    BareCipher bare = bare();

    assertAllocatesNoMore(
        () -> {
          bare.seal(text, envelope);
          return envelope;
        },
        () -> required(sealer.seal(textView.clear(), context, envelopeView.clear())));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65_536})
  void sealing_into_an_array_allocates_the_array(int size) throws GeneralSecurityException {
    byte[] text = new byte[size];
    BareCipher bare = bare();

    assertAllocatesNoMore(
        () -> bare.seal(text), () -> sealer.seal(text, CONTEXT, Sessions::unwanted));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65_536})
  void opening_into_a_buffer_allocates_nothing(int size) throws GeneralSecurityException {
    byte[] envelope = sealer.seal(new byte[size], CONTEXT, Sessions::unwanted);
    byte[] text = new byte[size];
    ByteBuffer envelopeView = ByteBuffer.wrap(envelope);
    ByteBuffer textView = ByteBuffer.wrap(text);
    ByteBuffer context = ByteBuffer.wrap(CONTEXT);
    BareCipher bare = bare();

    assertAllocatesNoMore(
        () -> {
          bare.open(envelope, text);
          return text;
        },
        () -> required(opener.open(envelopeView.clear(), context, textView.clear())));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65_536})
  void opening_into_an_array_allocates_the_array(int size) throws GeneralSecurityException {
    byte[] envelope = sealer.seal(new byte[size], CONTEXT, Sessions::unwanted);
    BareCipher bare = bare();

    assertAllocatesNoMore(
        () -> bare.open(envelope), () -> opener.open(envelope, CONTEXT, Sessions::unwanted));
  }

  private BareCipher bare() throws GeneralSecurityException {
    byte[] header = new byte[BareCipher.HEADER_LENGTH];
    Arrays.fill(header, (byte) 0x40);
    SecretBytes secret = SecretBytes.copyOf(key, SecretAccess.granted());
    byte[] bound = new HeldKey(CLUSTER, DEK, Purpose.STORAGE, secret).bound();
    return new BareCipher(key, header, Bytes.concat(bound, CONTEXT));
  }

  private static Object required(Optional<SealRefusal> refusal) {
    refusal.ifPresent(Sessions::unwanted);
    return refusal;
  }

  /** Of many batches the cheapest: what is compiled meanwhile may save either an object. */
  private static void assertAllocatesNoMore(Deed bare, Deed deed) throws GeneralSecurityException {
    long plain = allocatedBy(bare);
    long wrapping = allocatedBy(AllocationTest::wrapNonce);
    long found = allocatedBy(deed);
    for (int batch = 1;
        batch < BATCHES_MIN || (found > plain - wrapping && batch < BATCHES_MAX);
        batch++) {
      plain = Math.min(plain, allocatedBy(bare));
      wrapping = Math.min(wrapping, allocatedBy(AllocationTest::wrapNonce));
      found = Math.min(found, allocatedBy(deed));
    }
    assertThat(found).as("bytes for %s values", BATCH).isLessThanOrEqualTo(plain - wrapping);
  }

  private static Object wrapNonce() {
    GCMParameterSpec wrapped = new GCMParameterSpec(128, CONTEXT, 0, 12);
    made = wrapped;
    return wrapped;
  }

  private static long allocatedBy(Deed deed) throws GeneralSecurityException {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < BATCH; i++) {
      deed.run();
    }
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }
}
