// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static io.pawl.domain.seal.Sessions.CLUSTER;
import static io.pawl.domain.seal.Sessions.DEK;
import static io.pawl.domain.seal.Sessions.nonceOf;
import static io.pawl.domain.seal.Sessions.secret;
import static io.pawl.domain.seal.Sessions.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {
  private static final int VALUES_OF_A_THREAD = 10 * NonceSequence.BLOCK;
  private static final byte[] TEXT = "a text of some length".getBytes(StandardCharsets.UTF_8);
  private static final byte[] CONTEXT = {1, 2, 3};

  private final OneSession session = OneSession.begin();
  private final Keystore keys = session.keys();
  private final Sealer sealer = session.sealer();
  private final Opener opener = session.opener();

  @Test
  void every_value_gets_the_next_nonce_of_its_session() {
    byte[] first = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);
    byte[] second = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);

    assertThat(nonceOf(first)).isEqualTo(nonce(1));
    assertThat(nonceOf(second)).isEqualTo(nonce(2));
    assertThat(opener.open(first, CONTEXT, Sessions::unwanted)).isEqualTo(TEXT);
    assertThat(opener.open(second, CONTEXT, Sessions::unwanted)).isEqualTo(TEXT);
  }

  @Test
  void a_value_is_opened_by_its_own_header_whatever_was_sealed_or_opened_before() {
    byte[] first = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);
    byte[] second = sealer.seal(new byte[9], CONTEXT, Sessions::unwanted);
    ByteBuffer text = ByteBuffer.allocate(TEXT.length);

    assertThat(opener.open(ByteBuffer.wrap(first), ByteBuffer.wrap(CONTEXT), text)).isEmpty();
    assertThat(text.array()).isEqualTo(TEXT);
    assertThat(opener.open(second, CONTEXT, Sessions::unwanted)).isEqualTo(new byte[9]);
    assertThat(opener.open(first, CONTEXT, Sessions::unwanted)).isEqualTo(TEXT);
  }

  /** The key has the same id in both, and the thread has it at hand for the one it used last. */
  @Test
  void a_thread_that_changes_between_sessions_seals_and_opens_in_each() {
    ClusterId elsewhere = new ClusterId(1, 3);
    Keystore others = Sessions.keystore(elsewhere, DEK, secret(9));
    Nonce start = new Nonce(new NodeSlot(0x1234), new LocalEpoch(3), 5);
    Sealer other = new Sealer(others, Sessions.sequenceAt(elsewhere, DEK, start));

    for (int turn = 0; turn < 3; turn++) {
      byte[] here = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);
      byte[] there = other.seal(TEXT, CONTEXT, Sessions::unwanted);

      assertThat(nonceOf(here)).isEqualTo(nonce(1 + turn));
      assertThat(nonceOf(there))
          .isEqualTo(new Nonce(start.slot(), start.epoch(), start.writeCount() + turn));
      assertThat(opener.open(here, CONTEXT, Sessions::unwanted)).isEqualTo(TEXT);
      assertThat(new Opener(others).open(there, CONTEXT, Sessions::unwanted)).isEqualTo(TEXT);
      assertThat(refusalOf(there, CONTEXT)).contains(new SealRefusal.Altered(DEK));
    }
  }

  @Test
  void a_key_that_comes_back_after_it_was_dropped_is_used_again() {
    byte[] envelope = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);
    assertThat(opener.open(envelope, CONTEXT, Sessions::unwanted)).isEqualTo(TEXT);
    keys.drop(DEK);
    assertThat(refusalOf(envelope, CONTEXT)).contains(new SealRefusal.KeyUnknown(7));
    assertThat(keys.add(DEK, Purpose.STORAGE, secret(1))).isEmpty();

    assertThat(opener.open(envelope, CONTEXT, Sessions::unwanted)).isEqualTo(TEXT);
    byte[] next = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);
    assertThat(opener.open(next, CONTEXT, Sessions::unwanted)).isEqualTo(TEXT);
  }

  @Test
  void many_threads_never_seal_under_the_same_nonce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<List<Nonce>> sealing = this::noncesOfManyValues;
      List<Nonce> used = new ArrayList<>();
      for (Future<List<Nonce>> nonces : threads.invokeAll(Collections.nCopies(4, sealing))) {
        used.addAll(nonces.get());
      }
      assertThat(used).hasSize(4 * VALUES_OF_A_THREAD).doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Nonce> noncesOfManyValues() {
    return Stream.generate(() -> nonceOf(sealer.seal(TEXT, CONTEXT, Sessions::unwanted)))
        .limit(VALUES_OF_A_THREAD)
        .toList();
  }

  @Test
  void an_empty_text_opens_to_an_empty_text() {
    byte[] envelope = sealer.seal(new byte[0], new byte[0], Sessions::unwanted);

    assertThat(envelope).hasSize(Envelope.OVERHEAD);
    assertThat(opener.open(envelope, new byte[0], Sessions::unwanted)).isEmpty();
  }

  /** One that is longer than what a thread has room for is bound all the same, to its last byte. */
  @ParameterizedTest
  @ValueSource(ints = {489, 490, 5000})
  void a_context_may_be_long(int length) {
    byte[] context = new byte[length];
    ByteBuffer written = ByteBuffer.allocate(100);
    assertThat(sealer.seal(ByteBuffer.wrap(TEXT), ByteBuffer.wrap(context), written)).isEmpty();
    byte[] byBuffers = Arrays.copyOf(written.array(), written.position());
    byte[] byArrays = sealer.seal(TEXT, context, Sessions::unwanted);

    assertThat(refusalOf(byBuffers, context)).isEmpty();
    assertThat(refusalOf(byArrays, context)).isEmpty();
    context[length - 1] = 1;
    assertThat(refusalOf(byBuffers, context)).contains(new SealRefusal.Altered(DEK));
    assertThat(refusalOf(byArrays, context)).contains(new SealRefusal.Altered(DEK));
  }

  @Test
  void an_exhausted_session_refuses_for_ever() {
    Sealer last = new Sealer(keys, Sessions.sequenceAt(CLUSTER, DEK, nonce(-1)));

    assertThat(nonceOf(last.seal(TEXT, CONTEXT, Sessions::unwanted))).isEqualTo(nonce(-1));
    for (int i = 0; i < 3; i++) {
      List<SealRefusal> byArrays = new ArrayList<>();
      last.seal(TEXT, CONTEXT, refusal -> noted(byArrays, refusal));
      assertThat(refusalOf(last))
          .isEqualTo(byArrays.stream().findFirst())
          .hasValueSatisfying(
              refusal -> {
                assertThat(refusal.sentinel()).isEqualTo(Sentinel.WRITE_COUNT_EXHAUSTED);
                assertThat(refusal.detail()).isEqualTo("Slot abcd, epoch 7, under key 7.");
              });
    }
  }

  @Test
  void nothing_is_sealed_or_opened_under_a_key_that_is_dropped() {
    byte[] envelope = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);
    keys.drop(DEK);

    assertThat(refusalOf(sealer)).contains(new SealRefusal.KeyUnknown(7));
    assertThat(refusalOf(envelope, CONTEXT)).contains(new SealRefusal.KeyUnknown(7));
  }

  /** It is found, and dropped before the cipher takes its copy. */
  @Test
  void a_key_that_is_dropped_at_the_last_moment_is_not_used() {
    byte[] envelope = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);
    List<SealRefusal> refusals = new ArrayList<>();
    keys.held().get(0).close();

    assertThat(sealer.seal(TEXT, CONTEXT, refusal -> noted(refusals, refusal))).isEmpty();
    assertThat(refusals).containsExactly(new SealRefusal.KeyUnknown(7));
    assertThat(refusalOf(sealer)).contains(new SealRefusal.KeyUnknown(7));
    assertThat(refusalOf(envelope, CONTEXT)).contains(new SealRefusal.KeyUnknown(7));
  }

  @Test
  void a_thread_that_begins_with_a_dropped_key_goes_on_with_another() throws Exception {
    byte[] envelope = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);
    keys.held().get(0).close();
    Keystore others = Sessions.keystore(CLUSTER, DEK, secret(9));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Callable<byte[]> beginning =
          () -> {
            assertThat(refusalOf(sealer)).contains(new SealRefusal.KeyUnknown(7));
            assertThat(refusalOf(envelope, CONTEXT)).contains(new SealRefusal.KeyUnknown(7));
            byte[] sealed = new Sealer(others, sequence()).seal(TEXT, CONTEXT, Sessions::unwanted);
            return new Opener(others).open(sealed, CONTEXT, Sessions::unwanted);
          };
      assertThat(thread.submit(beginning).get()).isEqualTo(TEXT);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void a_key_that_the_jdk_refuses_though_it_is_held_is_a_bug() {
    HeldKey held = keys.held().get(0);

    assertThatIllegalStateException()
        .isThrownBy(() -> held.requireDropped(new InvalidKeyException("too long")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 33})
  void too_few_bytes_are_no_envelope(int length) {
    assertThat(refusalOf(new byte[length], CONTEXT))
        .map(SealRefusal::sentinel)
        .contains(Sentinel.ENVELOPE_SHORT);
  }

  /** The first thing wrong is the one that is named, though everything else is wrong too. */
  @Test
  void an_envelope_is_checked_in_order() {
    byte[] envelope = new byte[Envelope.OVERHEAD];
    assertThat(sentinelOf(envelope)).isEqualTo(Sentinel.ENVELOPE_VERSION_UNKNOWN);
    envelope[0] = 1;
    envelope[1] = 1;
    assertThat(sentinelOf(envelope)).isEqualTo(Sentinel.ENVELOPE_FLAG_UNKNOWN);
    envelope[1] = 0;
    assertThat(sentinelOf(envelope)).isEqualTo(Sentinel.KEY_UNKNOWN);
    envelope[5] = 7;
    assertThat(sentinelOf(envelope)).isEqualTo(Sentinel.INTEGRITY);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 489, 490, 5_000})
  void a_value_does_not_open_in_another_cluster_or_as_another_purposes(int contextLength) {
    byte[] context = new byte[contextLength];
    byte[] envelope = sealer.seal(TEXT, context, Sessions::unwanted);
    Keystore elsewhere = Sessions.keystore(new ClusterId(1, 3), DEK, secret(1));
    Keystore other = new Keystore(CLUSTER);
    assertThat(other.add(DEK, Purpose.RAFT, secret(1))).isEmpty();

    for (Keystore wrong : List.of(elsewhere, other)) {
      List<SealRefusal> refusals = new ArrayList<>();
      new Opener(wrong).open(envelope, context, refusal -> noted(refusals, refusal));
      assertThat(refusals).containsExactly(new SealRefusal.Altered(DEK));
    }
  }

  @Test
  void keys_and_nonces_of_two_clusters_do_not_meet() {
    Keystore elsewhere = Sessions.keystore(new ClusterId(1, 3), DEK, secret(1));

    assertThatIllegalArgumentException().isThrownBy(() -> new Sealer(elsewhere, sequence()));
  }

  @Test
  void a_buffer_without_room_is_a_bug_that_costs_no_nonce() {
    ByteBuffer small = ByteBuffer.allocate(Envelope.lengthOf(TEXT.length) - 1);
    ByteBuffer text = ByteBuffer.wrap(TEXT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sealer.seal(text, ByteBuffer.wrap(CONTEXT), small).isPresent());
    byte[] envelope = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);
    assertThat(nonceOf(envelope)).isEqualTo(nonce(1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                opener
                    .open(
                        ByteBuffer.wrap(envelope),
                        ByteBuffer.wrap(CONTEXT),
                        ByteBuffer.allocate(TEXT.length - 1))
                    .isPresent());
  }

  /** A value sealed under zeroes, or half a key, would not open under the key. */
  @Test
  void what_is_sealed_while_its_key_is_dropped_is_sealed_under_the_key() throws Exception {
    Keystore shared = new Keystore(CLUSTER);
    Sealer racing = new Sealer(shared, sequence());
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<List<byte[]>> sealed = thread.submit(() -> sealedFrom(racing));
      while (!sealed.isDone()) {
        assertThat(shared.add(DEK, Purpose.STORAGE, secret(1))).isEmpty();
        shared.drop(DEK);
      }
      assertThat(sealed.get())
          .hasSizeGreaterThan(500)
          .allSatisfy(
              envelope ->
                  assertThat(opener.open(envelope, CONTEXT, Sessions::unwanted)).isEqualTo(TEXT));
    } finally {
      thread.shutdownNow();
    }
  }

  /** Until there are some of both: sealed and refused. */
  private static List<byte[]> sealedFrom(Sealer racing) {
    List<byte[]> sealed = new ArrayList<>();
    List<SealRefusal> refusals = new ArrayList<>();
    while (sealed.size() <= 500 || refusals.isEmpty()) {
      byte[] envelope = racing.seal(TEXT, CONTEXT, refusal -> noted(refusals, refusal));
      if (envelope.length > 0) {
        sealed.add(envelope);
      }
    }
    return sealed;
  }

  private static Nonce nonce(long count) {
    return new Nonce(new NodeSlot(0xabcd), new LocalEpoch(7), count);
  }

  private static Optional<SealRefusal> refusalOf(Sealer sealer) {
    return sealer.seal(ByteBuffer.wrap(TEXT), ByteBuffer.wrap(CONTEXT), ByteBuffer.allocate(100));
  }

  private Optional<SealRefusal> refusalOf(byte[] envelope, byte[] context) {
    List<SealRefusal> refusals = new ArrayList<>();
    opener.open(envelope, context, refusal -> noted(refusals, refusal));
    Optional<SealRefusal> answer =
        opener.open(
            ByteBuffer.wrap(envelope), ByteBuffer.wrap(context), ByteBuffer.allocate(10_000));
    assertThat(answer.stream().toList()).isEqualTo(refusals);
    return answer;
  }

  private Sentinel sentinelOf(byte[] envelope) {
    return refusalOf(envelope, CONTEXT).map(SealRefusal::sentinel).orElseThrow();
  }

  private static byte[] noted(List<SealRefusal> refusals, SealRefusal refusal) {
    refusals.add(refusal);
    return new byte[0];
  }
}
