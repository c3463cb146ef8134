// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Lists;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.KeyState;
import io.pawl.domain.key.RingKey;
import java.util.Comparator;
import java.util.List;

/** The keys of a cluster, and for each of them who registered under it, in the ring's order. */
public record KeyUses(KeyRing ring, List<KeyUse> uses) {

  /** Before there are keys. */
  public static final KeyUses NONE = new KeyUses(KeyRing.EMPTY, List.of());

  public KeyUses {
    uses = List.copyOf(uses);
    checkArgument(
        Lists.transform(uses, KeyUse::dek).equals(Lists.transform(ring.keys(), RingKey::id)),
        "These are not the uses of the keys in the ring.");
  }

  /** For whoever shows only some: those of the active keys, and then the newest old ones first. */
  public List<KeyUse> activeAndNewestFirst() {
    return ring instanceof KeyRing.Filled filled
        ? uses.stream()
            .sorted(
                Comparator.<KeyUse, KeyState>comparing(use -> filled.stateOf(key(use)))
                    .thenComparing(use -> -key(use).index()))
            .toList()
        : List.of();
  }

  private RingKey key(KeyUse use) {
    return ring.find(use.dek()).orElseThrow();
  }
}
