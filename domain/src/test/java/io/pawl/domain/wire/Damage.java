// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What can happen to bytes on their way, and the one law for whatever comes out of it. */
public final class Damage {

  private Damage() {}

  /** Every proper beginning, from nothing up. */
  public static Stream<Bytes> truncationsOf(Bytes bytes) {
    return IntStream.range(0, bytes.length()).mapToObj(length -> bytes.slice(0, length));
  }

  public static Bytes extended(Bytes bytes, byte[] more) {
    return ByteTape.ofLength(bytes.length() + more.length)
        .run(bytes)
        .run(Bytes.copyOf(more))
        .bytes();
  }

  /** Counts bits around: any number names a bit of any bytes that are not empty. */
  public static Bytes flipped(Bytes bytes, int bit) {
    byte[] array = bytes.toArray();
    int place = bit / 8 % array.length;
    array[place] ^= (byte) (1 << bit % 8);
    return Bytes.owning(array);
  }

  /** Bytes are refused under one of these sentinels, or they are the encoding of what they say. */
  public static <T> void assertAccountedFor(
      Bytes bytes, Decoded<T> decoded, Function<T, Bytes> encode, Set<Sentinel> sentinels) {
    if (decoded instanceof Decoded.Malformed<T> malformed) {
      assertThat(malformed.sentinel()).isIn(sentinels);
      assertThat(malformed.detail()).isNotBlank();
    }
    if (decoded instanceof Decoded.Value<T> value) {
      assertThat(encode.apply(value.value())).isEqualTo(bytes);
    }
  }
}
