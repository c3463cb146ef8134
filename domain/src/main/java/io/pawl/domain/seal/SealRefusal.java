// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;

/** Why a text is not sealed, an envelope not opened, or a key not held. */
public sealed interface SealRefusal {

  Sentinel sentinel();

  /** What is true of this case only, in one sentence, for people. */
  String detail();

  /** The session has given all its nonces. */
  record WriteCountExhausted(DekId dek, NodeSlot slot, LocalEpoch epoch) implements SealRefusal {
    @Override
    public Sentinel sentinel() {
      return Sentinel.WRITE_COUNT_EXHAUSTED;
    }

    @Override
    public String detail() {
      return "Slot %s, epoch %s, under key %s.".formatted(slot, epoch, dek);
    }
  }

  /** The keystore does not hold this key; an id that is no key's is never held. */
  record KeyUnknown(long id) implements SealRefusal {
    @Override
    public Sentinel sentinel() {
      return Sentinel.KEY_UNKNOWN;
    }

    @Override
    public String detail() {
      return "Key %d.".formatted(id);
    }
  }

  /** A key that is held stands in the way of one that was to be. */
  record KeyConflict(DekId proposed, DekId held) implements SealRefusal {
    @Override
    public Sentinel sentinel() {
      return Sentinel.KEY_CONFLICT;
    }

    @Override
    public String detail() {
      return "Held: key %s. Proposed: key %s.".formatted(held, proposed);
    }
  }

  /** The bytes are no envelope this build knows. */
  record Malformed(Sentinel sentinel, String detail) implements SealRefusal {}

  /** Text or context is not what was sealed under this key. */
  record Altered(DekId dek) implements SealRefusal {
    @Override
    public Sentinel sentinel() {
      return Sentinel.INTEGRITY;
    }

    @Override
    public String detail() {
      return "It names key %s.".formatted(dek);
    }
  }
}
