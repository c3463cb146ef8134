// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.cohort.Capability;
import io.pawl.domain.cohort.KeyAccess;
import io.pawl.domain.cohort.Trial;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.KekUnavailable;
import io.pawl.ports.driven.Unwrapping;
import java.util.List;
import java.util.Optional;

/** Whether this node opens keys. What it opens for that it closes at once. */
record KeyOpening(Self self, Encryption encryption) {

  /** Why this node does not open all of these keys. */
  record Flaw(Sentinel sentinel, String detail) {}

  /** Empty if it has a KEK. */
  Optional<Flaw> flaw() {
    return encryption instanceof Encryption.On
        ? Optional.empty()
        : Optional.of(
            new Flaw(Sentinel.KEK_NOT_CONFIGURED, "A wrapped key in it cannot be opened."));
  }

  /**
   * Empty if it opens them all, or there are none.
   *
   * @throws KekUnavailable what holds the KEK does not answer
   */
  Optional<Flaw> flawWith(List<RingKey> keys) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    if (!(encryption instanceof Encryption.On on)) {
      return flaw();
    }
    return keys.stream()
        .filter(
            key -> !opens(on.kek(), new KeyBinding(self.cluster(), key.id(), key.purpose()), key))
        .findFirst()
        .map(key -> new Flaw(Sentinel.KEK_MISMATCH, "It is key %s.".formatted(key.id())));
  }

  private static boolean opens(Kek kek, KeyBinding binding, RingKey key) {
    return closed(kek.unwrap(binding, key.wrapped()));
  }

  private static boolean closed(Unwrapping unwrapping) {
    if (unwrapping instanceof Unwrapping.Opened opened) {
      opened.dek().close();
      return true;
    }
    return false;
  }

  Capability capability(Trial trial) {
    return new Capability(access(trial), self.version(), self.incarnation());
  }

  private KeyAccess access(Trial trial) {
    if (!(encryption instanceof Encryption.On on)) {
      return KeyAccess.NO_KEK;
    }
    try {
      return closed(on.kek().unwrap(Trial.bindingIn(self.cluster()), trial.wrapped()))
          ? KeyAccess.OPENS
          : KeyAccess.OTHER_KEK;
    } catch (KekUnavailable silent) {
      return KeyAccess.KEK_SILENT;
    }
  }

  /** In one word; empty if there is none. */
  String kek() {
    return encryption instanceof Encryption.On on ? on.kek().kind() : "";
  }
}
