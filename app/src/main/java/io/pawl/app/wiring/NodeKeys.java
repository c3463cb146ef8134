// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.adapters.ratis.RatisPeers;
import io.pawl.app.replica.Encryption;
import io.pawl.app.replica.Self;
import io.pawl.app.sidecar.FileSidecar;
import io.pawl.app.sidecar.SidecarOwner;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.writer.Incarnation;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Unwrapping;
import io.pawl.ports.driven.WriterRegistryStore;
import org.jspecify.annotations.Nullable;

/** What a process brings to the keys of all its groups: one KEK, and one incarnation. */
record NodeKeys(
    NodeSettings settings,
    SecureEntropy entropy,
    Incarnation.Drawn incarnation,
    @Nullable Kek kek) {

  /** Opens the KEK, if there is to be one, and has it closed with the other parts. */
  static NodeKeys open(NodeSettings settings, OpenParts closing) {
    SecureEntropy entropy = SecureEntropy.ofThisMachine();
    Kek kek =
        settings.encryption() instanceof EncryptionChoice.On on
            ? closing.add(on.source().open())
            : null;
    return new NodeKeys(settings, entropy, entropy.incarnation(), kek);
  }

  Self self(int group) {
    return new Self(settings.group(group), settings.name(), incarnation, PawlVersion.current());
  }

  /** Opens the sidecar, if there is to be one, and has it closed with the other parts. */
  Encryption encryption(int group, OpenParts closing) {
    return kek == null
        ? Encryption.OFF
        : new Encryption.On(
            kek,
            entropy,
            System::currentTimeMillis,
            new RatisPeers(settings.group(group), settings.members()),
            closing.add(FileSidecar.open(folder().group(group), owner(group), kek)));
  }

  /** Refuses a sidecar that this node did not leave there; changes nothing. */
  void requireIntactSidecars() {
    if (kek != null) {
      for (int group = 0; group < settings.groups(); group++) {
        FileSidecar.requireIntact(folder().group(group), owner(group), kek);
      }
    }
  }

  private DataFolder folder() {
    return new DataFolder(settings.data());
  }

  private SidecarOwner owner(int group) {
    return new SidecarOwner(settings.group(group), settings.name());
  }

  /**
   * Refuses a node that cannot use the keys its stores hold: its encryption was switched off, or
   * its KEK is another. Told from the stores, so that dropping a flag does not hide it. Each key is
   * tried in the cluster its store is of: that another cluster's folder is in use is another fault.
   */
  void requireToOpen(ClosedStores stores) {
    stores
        .seen()
        .forEach((group, glance) -> requireToOpen(glance.keyRing(), glance.cluster(), group));
  }

  /** The same once a store is open, if it holds other keys than it was seen to. */
  void requireToOpen(WriterRegistryStore store, int group, ClosedStores seen) {
    if (!store.keyRing().equals(seen.keyRing(group))) {
      requireToOpen(store.keyRing(), settings.group(group), group);
    }
  }

  private void requireToOpen(KeyRing ring, ClusterId cluster, int group) {
    if (ring.keys().isEmpty()) {
      return;
    }
    if (kek == null) {
      throw new StartupRefused(
          Sentinel.ENCRYPTION_DOWNGRADE,
          "Group %d has %d keys.".formatted(group, ring.keys().size()));
    }
    for (RingKey key : ring.keys()) {
      if (!opens(kek, new KeyBinding(cluster, key.id(), key.purpose()), key)) {
        throw new StartupRefused(
            Sentinel.KEK_MISMATCH, "It is key %s of group %d.".formatted(key.id(), group));
      }
    }
  }

  private static boolean opens(Kek kek, KeyBinding binding, RingKey key) {
    if (kek.unwrap(binding, key.wrapped()) instanceof Unwrapping.Opened opened) {
      opened.dek().close();
      return true;
    }
    return false;
  }
}
