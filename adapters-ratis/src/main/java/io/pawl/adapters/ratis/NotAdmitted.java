// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.KeyFate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A proposal of which nothing was let through. Ratis carries an exception to the client by the name
 * of its class and by its message, so the message is the answer, in hex.
 */
public final class NotAdmitted extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String ANSWER = "answer:";
  private static final String OF_KEYS = "keys:";

  /** Called by Ratis on the client's side, too. */
  public NotAdmitted(String message) {
    super(message, null, false, false);
  }

  static NotAdmitted with(List<Fate> fates) {
    return new NotAdmitted(ANSWER + Fates.encode(fates).toHex());
  }

  static NotAdmitted with(KeyFate fate) {
    return new NotAdmitted(OF_KEYS + KeyFates.encode(fate).toHex());
  }

  /** The fates it carries, or nothing if it carries words only. */
  Optional<List<Fate>> fates() {
    return carried(ANSWER, Fates::decode);
  }

  /** The fate of a key change that it carries, or nothing. */
  Optional<KeyFate> keyFate() {
    return carried(OF_KEYS, KeyFates::decode);
  }

  private <T> Optional<T> carried(String mark, Function<Bytes, Decoded<T>> decoder) {
    String message = String.valueOf(getMessage());
    if (!message.startsWith(mark)) {
      return Optional.empty();
    }
    return decoder.apply(Bytes.ofHex(message.substring(mark.length()))) instanceof Value<T> decoded
        ? Optional.of(decoded.value())
        : Optional.empty();
  }
}
