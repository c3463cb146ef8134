// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.KeyFate;
import java.util.List;

/** What came of an entry, for whoever proposed it. */
sealed interface Outcome {

  Bytes encode();

  /** Of the entry's registrations, as far as this node knows. */
  record OfWriters(List<Fate> fates) implements Outcome {

    public OfWriters {
      fates = List.copyOf(fates);
    }

    @Override
    public Bytes encode() {
      return Fates.encode(fates);
    }
  }

  /** Of a change of the key ring. */
  record OfKeys(KeyFate.Accepted fate) implements Outcome {
    @Override
    public Bytes encode() {
      return KeyFates.encode(fate);
    }
  }
}
