// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.cohort.Trial;
import io.pawl.domain.entry.NamedKey;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.ports.driven.KekUnavailable;
import io.pawl.ports.driven.Unwrapping;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/**
 * Makes keys. An unwrapped one exists for as long as it takes to wrap it and to try whether it can
 * be unwrapped again, and is zeroed whatever comes of that.
 */
record KeyMaker(ClusterId cluster, Encryption.On encryption) {
  private static final int DRAWS_MAX = 1000;

  /**
   * A new key under an id.
   *
   * @throws KeyUnusable the KEK does not give back what it was given
   * @throws KekUnavailable what holds the KEK does not answer
   */
  NamedKey make(DekId id, Purpose purpose) {
    return new NamedKey(id, wrapFresh(new KeyBinding(cluster, id, purpose)));
  }

  /** A key that seals nothing, for others to try their KEKs on. */
  Trial trial() {
    return new Trial(wrapFresh(Trial.bindingIn(cluster)));
  }

  private WrappedDek wrapFresh(KeyBinding binding) {
    try (SecretBytes dek = SecretBytes.filledBy(encryption.entropy()::fill)) {
      WrappedDek wrapped = encryption.kek().wrap(binding, dek);
      requireOpensAs(dek, binding, wrapped);
      return wrapped;
    }
  }

  private void requireOpensAs(SecretBytes dek, KeyBinding binding, WrappedDek wrapped) {
    if (encryption.kek().unwrap(binding, wrapped) instanceof Unwrapping.Opened opened) {
      try (SecretBytes again = opened.dek()) {
        if (again.isSameAs(dek)) {
          return;
        }
      }
    }
    throw new KeyUnusable(Sentinel.KEK_MISMATCH, "What the leader wrapped, it could not unwrap.");
  }

  /** An id that nothing is known by. */
  DekId unusedId(Predicate<DekId> isUsed) {
    for (int draws = 0; draws < DRAWS_MAX; draws++) {
      byte[] drawn = new byte[Integer.BYTES];
      encryption.entropy().fill(drawn);
      long value = Integer.toUnsignedLong(ByteBuffer.wrap(drawn).getInt());
      if (!DekId.isReserved(value) && !isUsed.test(new DekId(value))) {
        return new DekId(value);
      }
    }
    throw new IllegalStateException("A thousand draws gave no unused key id.");
  }

  CreatedAt now() {
    return new CreatedAt.Recorded(encryption.clock().millis());
  }
}
