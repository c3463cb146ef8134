// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

  @ParameterizedTest
  @ValueSource(ints = {-1, Envelope.TEXT_LENGTH_MAX + 1})
  void no_text_is_shorter_than_nothing_or_longer_than_an_array(int length) {
    assertThat(Envelope.lengthOf(Envelope.TEXT_LENGTH_MAX))
        .isEqualTo(Envelope.TEXT_LENGTH_MAX + Envelope.OVERHEAD);
    assertThatIllegalArgumentException().isThrownBy(() -> Envelope.lengthOf(length));
  }

  /** What can be read without a key is refused for the reasons that opening has. */
  @Test
  void an_envelope_is_read_in_order() {
    byte[] envelope = new byte[Envelope.OVERHEAD];
    assertThat(malformedBy(Arrays.copyOf(envelope, 33))).isEqualTo(Sentinel.ENVELOPE_SHORT);
    assertThat(malformedBy(envelope)).isEqualTo(Sentinel.ENVELOPE_VERSION_UNKNOWN);
    envelope[0] = 1;
    assertThat(malformedBy(envelope)).isEqualTo(Sentinel.KEY_UNKNOWN);
  }

  private static Sentinel malformedBy(byte[] envelope) {
    return ((Decoded.Malformed<Envelope>) Envelope.decode(Bytes.copyOf(envelope))).sentinel();
  }
}
