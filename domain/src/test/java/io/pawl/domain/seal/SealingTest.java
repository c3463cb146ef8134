// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static io.pawl.domain.seal.Sessions.CLUSTER;
import static io.pawl.domain.seal.Sessions.DEK;
import static io.pawl.domain.seal.Sessions.nonceOf;
import static io.pawl.domain.seal.Sessions.secret;
import static io.pawl.domain.seal.Sessions.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {
  private static final byte[] TEXT = "a text of some length".getBytes(StandardCharsets.UTF_8);
  private static final byte[] CONTEXT = {1, 2, 3};

  private final Keystore keys = Sessions.keystore(CLUSTER, DEK, secret(1));
  private final Sealer sealer = new Sealer(keys, sequence());
  private final Opener opener = new Opener(keys);

  @BeforeEach
  void seal_something_else() {
    Sessions.forgetLastNonce();
  }

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
  void an_empty_text_opens_to_an_empty_text() {
    byte[] envelope = sealer.seal(new byte[0], new byte[0], Sessions::unwanted);

    assertThat(envelope).hasSize(Envelope.OVERHEAD);
    assertThat(opener.open(envelope, new byte[0], Sessions::unwanted)).isEmpty();
  }

  @Test
  void an_exhausted_session_refuses_for_ever() {
    Sealer last = new Sealer(keys, Sessions.sequenceAt(CLUSTER, DEK, nonce(-1)));

    assertThat(nonceOf(last.seal(TEXT, CONTEXT, Sessions::unwanted))).isEqualTo(nonce(-1));
    for (int i = 0; i < 3; i++) {
      assertThat(refusalOf(last))
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

  @Test
  void a_value_does_not_open_in_another_cluster_or_as_another_purposes() {
    byte[] envelope = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);
    Keystore elsewhere = Sessions.keystore(new ClusterId(1, 3), DEK, secret(1));
    Keystore other = new Keystore(CLUSTER);
    assertThat(other.add(DEK, Purpose.RAFT, secret(1))).isEmpty();

    for (Keystore wrong : List.of(elsewhere, other)) {
      List<SealRefusal> refusals = new ArrayList<>();
      new Opener(wrong).open(envelope, CONTEXT, refusal -> noted(refusals, refusal));
      assertThat(refusals).containsExactly(new SealRefusal.Altered(DEK));
    }
  }

  @Test
  void keys_and_nonces_of_two_clusters_do_not_meet() {
    Keystore elsewhere = Sessions.keystore(new ClusterId(1, 3), DEK, secret(1));

    assertThatIllegalArgumentException().isThrownBy(() -> new Sealer(elsewhere, sequence()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void buffers_are_read_and_written_where_they_stand(boolean direct) {
    ByteBuffer text = buffer(direct, 5 + TEXT.length + 3).position(5).put(TEXT).flip().position(5);
    ByteBuffer envelope = buffer(direct, 100).position(7);
    ByteBuffer context = ByteBuffer.wrap(CONTEXT).asReadOnlyBuffer();

    assertThat(sealer.seal(text, context, envelope)).isEmpty();
    assertThat(text.hasRemaining()).isFalse();
    assertThat(envelope.position()).isEqualTo(7 + Envelope.lengthOf(TEXT.length));

    ByteBuffer opened = buffer(direct, 60).position(9);
    assertThat(opener.open(envelope.flip().position(7), context, opened)).isEmpty();
    assertThat(envelope.hasRemaining()).isFalse();
    byte[] read = new byte[TEXT.length];
    opened.flip().position(9).get(read);
    assertThat(read).isEqualTo(TEXT);
    assertThat(context.position()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void of_a_text_that_was_altered_nothing_is_written(boolean direct) {
    byte[] large = new byte[9000];
    Arrays.fill(large, (byte) 'x');
    byte[] envelope = sealer.seal(large, CONTEXT, Sessions::unwanted);
    envelope[envelope.length - 1] ^= 1;
    ByteBuffer altered = buffer(direct, envelope.length).put(envelope).flip();
    ByteBuffer text = buffer(direct, large.length + 2);
    text.put(0, (byte) 1).put(large.length + 1, (byte) 2).position(1);

    assertThat(opener.open(altered, ByteBuffer.wrap(CONTEXT), text))
        .contains(new SealRefusal.Altered(DEK));

    assertThat(altered.position()).isZero();
    assertThat(text.position()).isEqualTo(1);
    assertThat(text.get(0)).isEqualTo((byte) 1);
    assertThat(text.get(large.length + 1)).isEqualTo((byte) 2);
    for (int place = 1; place <= large.length; place++) {
      assertThat(text.get(place)).isZero();
    }
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

  private static ByteBuffer buffer(boolean direct, int length) {
    return direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
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
