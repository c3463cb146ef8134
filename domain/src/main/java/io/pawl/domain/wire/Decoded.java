// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

import io.pawl.domain.fault.Sentinel;
import java.util.function.Function;

/**
 * What untrusted bytes turned out to be: a value, or malformed in a named way. Nothing else comes
 * out of a decoder, whatever the bytes.
 */
public sealed interface Decoded<T> {

  /** The bytes say exactly this, to the last byte. */
  record Value<T>(T value) implements Decoded<T> {}

  /** The bytes are not what they should be; {@code detail} says where. */
  record Malformed<T>(Sentinel sentinel, String detail) implements Decoded<T> {}

  /** Runs a parser over the bytes and accounts for every one of them. */
  static <T> Decoded<T> parse(Bytes bytes, Sentinel malformed, Function<ByteCursor, T> parser) {
    ByteCursor cursor = new ByteCursor(bytes, malformed);
    try {
      T value = parser.apply(cursor);
      cursor.expectEnd();
      return new Value<>(value);
    } catch (MalformedBytes stop) {
      return new Malformed<>(stop.sentinel(), stop.detail());
    }
  }

  /** Decodes further what was decoded so far; what is malformed stays so. */
  default <R> Decoded<R> flatMap(Function<T, Decoded<R>> next) {
    if (this instanceof Value<T> decoded) {
      return next.apply(decoded.value());
    }
    Malformed<T> malformed = (Malformed<T>) this;
    return new Malformed<>(malformed.sentinel(), malformed.detail());
  }

  /** The value, or the answer that {@code otherwise} finds for what is malformed. */
  default T orElse(Function<Malformed<T>, T> otherwise) {
    if (this instanceof Value<T> decoded) {
      return decoded.value();
    }
    return otherwise.apply((Malformed<T>) this);
  }
}
