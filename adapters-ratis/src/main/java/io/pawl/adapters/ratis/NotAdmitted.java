// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.driven.Fate;
import java.util.List;
import java.util.Optional;

/**
 * A proposal of which nothing was let through. Ratis carries an exception to the client by the name
 * of its class and by its message, so the message is the answer, in hex.
 */
public final class NotAdmitted extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String ANSWER = "answer:";

  /** Called by Ratis on the client's side, too. */
  public NotAdmitted(String message) {
    super(message, null, false, false);
  }

  static NotAdmitted with(List<Fate> fates) {
    return new NotAdmitted(ANSWER + Fates.encode(fates).toHex());
  }

  /** The fates it carries, or nothing if it carries words only. */
  Optional<List<Fate>> fates() {
    String message = String.valueOf(getMessage());
    if (!message.startsWith(ANSWER)) {
      return Optional.empty();
    }
    return Fates.decode(Bytes.ofHex(message.substring(ANSWER.length())))
            instanceof Value<List<Fate>> decoded
        ? Optional.of(decoded.value())
        : Optional.empty();
  }
}
