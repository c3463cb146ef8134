// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.Keystore;
import io.pawl.domain.seal.SealRefusal;
import io.pawl.ports.driven.ClusterKeys;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driven.Sidecar;
import io.pawl.ports.driven.Unwrapping;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's storage keys, unwrapped in this process with its own KEK: the cluster only ever
 * sends them wrapped. They are zeroed when this is closed.
 */
final class UnwrappedKeys implements AutoCloseable {
  private final RemoteRegistry registry;
  private final Kek kek;
  private final Sidecar sidecar;
  private final Keystore keystore;
  private volatile @Nullable DekId active;

  UnwrappedKeys(ClusterId cluster, RemoteRegistry registry, Kek kek, Sidecar sidecar) {
    this.registry = registry;
    this.kek = kek;
    this.sidecar = sidecar;
    this.keystore = new Keystore(cluster);
  }

  Keystore keystore() {
    return keystore;
  }

  /** Which of them values are sealed under, as it was last heard; null before. */
  @Nullable DekId active() {
    return active;
  }

  /**
   * Asks for the keys as of now and unwraps those that are new here: one asker at a time, so that
   * nobody takes an older answer for the newer one. Returns the key that values are sealed under;
   * empty if the cluster has no keys.
   *
   * @throws io.pawl.ports.driven.RemoteFault no leader answers in time
   * @throws KeyNotOpened a key is not one of this KEK's, or the cluster is another
   */
  synchronized Optional<DekId> refresh() {
    ClusterKeys keys = registry.keys();
    if (!keys.cluster().equals(keystore.cluster())) {
      throw new KeyNotOpened(
          Sentinel.STATE_MISMATCH,
          "The keys are of cluster %s, not %s.".formatted(keys.cluster(), keystore.cluster()));
    }
    keys.ring().keys().stream()
        .filter(key -> key.purpose() == Purpose.STORAGE && !keystore.holds(key.id()))
        .forEach(this::unwrap);
    sidecar.adopt(keys.ring(), newestIndex(keys.ring()), List.of());
    active = keys.ring() instanceof KeyRing.Filled ring ? ring.active(Purpose.STORAGE).id() : null;
    return Optional.ofNullable(active);
  }

  private static long newestIndex(KeyRing ring) {
    return ring.keys().stream().mapToLong(RingKey::index).max().orElse(0);
  }

  private void unwrap(RingKey key) {
    KeyBinding binding = new KeyBinding(keystore.cluster(), key.id(), key.purpose());
    if (!(kek.unwrap(binding, key.wrapped()) instanceof Unwrapping.Opened opened)) {
      throw new KeyNotOpened(Sentinel.KEK_MISMATCH, "It is key %s.".formatted(key.id()));
    }
    try (opened) {
      Optional<SealRefusal> refusal = keystore.add(key.id(), key.purpose(), opened.dek());
      if (refusal.isPresent()) {
        throw new KeyNotOpened(refusal.get().sentinel(), refusal.get().detail());
      }
    }
  }

  @Override
  public void close() {
    keystore.close();
  }
}
