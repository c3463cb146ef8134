// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static io.pawl.domain.seal.Sessions.DEK;
import static io.pawl.domain.seal.Sessions.nonceOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers of all kinds, and nothing beside what they show is touched. */
class SealingBuffersTest {
  private static final byte[] TEXT = "a text of some length".getBytes(StandardCharsets.UTF_8);
  private static final byte[] CONTEXT = {1, 2, 3};

  private final OneSession session = OneSession.begin();
  private final Sealer sealer = session.sealer();
  private final Opener opener = session.opener();

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

  @Test
  void a_slice_is_read_and_written_where_it_lies_in_its_array() {
    byte[] array = new byte[200];
    ByteBuffer text = ByteBuffer.wrap(array, 11, 40).slice().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer envelope = ByteBuffer.wrap(array, 60, 90).slice().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer context = ByteBuffer.wrap(CONTEXT);
    text.position(3).put(TEXT).flip().position(3);

    assertThat(sealer.seal(text, context, envelope.position(5))).isEmpty();
    int end = 65 + Envelope.lengthOf(TEXT.length);
    byte[] sealed = Arrays.copyOfRange(array, 65, end);
    assertThat(opener.open(sealed, CONTEXT, Sessions::unwanted)).isEqualTo(TEXT);
    assertThat(nonceOf(sealed)).isEqualTo(new Nonce(new NodeSlot(0xabcd), new LocalEpoch(7), 1));
    Arrays.fill(array, 11, 60, (byte) 0);
    assertThat(opener.open(envelope.flip().position(5), context, text.clear().position(4)))
        .isEmpty();

    assertThat(Arrays.copyOfRange(array, 15, 15 + TEXT.length)).isEqualTo(TEXT);
    Arrays.fill(array, 15, 15 + TEXT.length, (byte) 0);
    Arrays.fill(array, 65, end, (byte) 0);
    assertThat(array).containsOnly(0);
  }

  @Test
  void an_envelope_is_opened_that_nobody_may_write_to() {
    byte[] envelope = sealer.seal(TEXT, CONTEXT, Sessions::unwanted);
    ByteBuffer opened = ByteBuffer.allocate(TEXT.length);

    assertThat(
            opener.open(
                ByteBuffer.wrap(envelope).asReadOnlyBuffer(), ByteBuffer.wrap(CONTEXT), opened))
        .isEmpty();
    assertThat(opened.array()).isEqualTo(TEXT);
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

  private static ByteBuffer buffer(boolean direct, int length) {
    return direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
  }
}
