// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pawl.domain.key.DekId;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.seal.Nonce;
import io.pawl.domain.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/** Every value that the demo sealed, in order, as anybody sees them. */
final class SealedValues {
  private final List<Value> values = new ArrayList<>();

  /** Its name is what it is sealed with; its text is made from that. */
  record Value(String name, Bytes envelope) {

    byte[] context() {
      return name.getBytes(UTF_8);
    }

    boolean isSaidBy(byte[] text) {
      return Arrays.equals(text, textOf(name));
    }

    Envelope decoded() {
      return Envelope.decode(envelope)
          .orElse(
              malformed -> {
                throw new DemoFailed("%s is no envelope: %s".formatted(name, malformed.detail()));
              });
    }
  }

  private record Use(DekId key, Nonce nonce) {}

  private static byte[] textOf(String name) {
    return "the text of %s".formatted(name).getBytes(UTF_8);
  }

  /** Seals the next value: a text and a context in, an envelope out. */
  void add(BinaryOperator<byte[]> sealing) {
    String name = "value %s".formatted(values.size() + 1);
    byte[] envelope = sealing.apply(textOf(name), name.getBytes(UTF_8));
    add(new Value(name, Bytes.copyOf(envelope)));
  }

  void add(Value value) {
    values.add(value);
  }

  Value first() {
    return values.get(0);
  }

  Value last() {
    return values.get(values.size() - 1);
  }

  int count() {
    return values.size();
  }

  void forEach(Consumer<Value> each) {
    values.forEach(each);
  }

  /** Of the last so many values, which one session sealed. */
  String tellLast(int count) {
    Nonce from = values.get(values.size() - count).decoded().nonce();
    Nonce to = last().decoded().nonce();
    return "%s values: slot %s, epoch %s, counts %s to %s"
        .formatted(count, from.slot(), from.epoch(), from.writeCount(), to.writeCount());
  }

  /** Under how many keys they are. */
  long keys() {
    return values.stream().map(value -> value.decoded().dek()).distinct().count();
  }

  /**
   * Compares key and nonce of each value with all others'.
   *
   * @throws DemoFailed two have the same
   */
  void requireNoNonceTwice() {
    Set<Use> seen = new HashSet<>();
    for (Value value : values) {
      Envelope envelope = value.decoded();
      if (!seen.add(new Use(envelope.dek(), envelope.nonce()))) {
        throw new DemoFailed("%s has a nonce of before".formatted(value.name()));
      }
    }
  }
}
