// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.adapters.ratis.LogBeginning;
import io.pawl.app.sidecar.FileSidecar;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.storage.StoreOwner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What must hold before anything is opened, in the order in which it is asked. */
final class StartupChecks {
  private final NodeSettings settings;
  private final DataFolder folder;

  private StartupChecks(NodeSettings settings, DataFolder folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /** What was found on the way; the KEK is open. */
  record Passed(NodeKeys keys, ClosedStores stores) {}

  /**
   * Asks everything, in an order that operators can rely on: a folder with two faults always tells
   * the same one. The KEK, which is opened on the way, is closed with the other parts.
   *
   * @throws Fault the first thing that is wrong; the folder is as it was
   */
  static Passed pass(NodeSettings settings, OpenParts closing) {
    StorageEngine engine = StorageEngines.installed().named(settings.engine());
    StartupChecks checks = of(settings);
    checks.requireFreeStores();
    checks.requireStoresOfTheEngine();
    checks.requireSlotsOfTheirOwn();
    NodeKeys keys = NodeKeys.open(settings, closing);
    ClosedStores stores = ClosedStores.in(checks.folder, engine);
    keys.requireToOpen(stores);
    checks.requireDurableRename();
    checks.requireOwnFolder();
    checks.requireOwnParts(stores);
    keys.requireIntactSidecars();
    checks.requireAddress();
    return new Passed(keys, stores);
  }

  private static StartupChecks of(NodeSettings settings) {
    return new StartupChecks(settings, new DataFolder(settings.data()));
  }

  /** Who holds a store also listens at the address; being locked out is the better answer. */
  private void requireFreeStores() {
    stores().forEach(StoreOwner::requireFree);
    groups().map(folder::group).forEach(FileSidecar::requireFree);
  }

  private void requireStoresOfTheEngine() {
    stores()
        .filter(StoreOwner::isHome)
        .forEach(
            store -> {
              String engine = StoreOwner.of(store).engine();
              if (!engine.equals(settings.engine())) {
                throw new StartupRefused(
                    Sentinel.STORE_UNSUPPORTED,
                    "%s was written by engine %s, not %s."
                        .formatted(store, engine, settings.engine()));
              }
            });
  }

  private Stream<Path> stores() {
    return groups().map(folder::store);
  }

  /** All there may be: a node that names too few of its groups is told so, or what is worse. */
  private static Stream<Integer> groups() {
    return IntStream.range(0, NodeSettings.GROUPS_MAX).boxed();
  }

  /** Asked before Ratis tries: it would say so late, and after it changed its files. */
  private void requireAddress() {
    Member self = settings.self();
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(self.host(), self.port()));
    } catch (IOException e) {
      throw new StartupRefused(
          Sentinel.ADDRESS_UNAVAILABLE,
          "%s at %s: %s.".formatted(self.name().value(), self.address(), e.getMessage()),
          e);
    }
  }

  /** Two members with one slot could not both ever write under one key. */
  private void requireSlotsOfTheirOwn() {
    Map<NodeSlot, Member> owners = new HashMap<>();
    for (Member member : settings.members()) {
      Member other = owners.putIfAbsent(NodeId.of(member.name()).slot(), member);
      if (other != null) {
        throw new StartupRefused(
            Sentinel.SLOT_TAKEN,
            "The members %s and %s have one slot."
                .formatted(other.name().value(), member.name().value()));
      }
    }
  }

  /** In the data folder, or in the nearest folder above it that there is. */
  private void requireDurableRename() {
    Path existing = settings.data().toAbsolutePath();
    while (!Files.isDirectory(existing)) {
      if (Files.exists(existing) || existing.getParent() == null) {
        throw new StartupRefused(Sentinel.FILESYSTEM_UNSUPPORTED, existing + " is not a folder.");
      }
      existing = existing.getParent();
    }
    probe(existing);
  }

  private static void probe(Path folder) {
    try {
      Path written = Files.createTempFile(folder, ".pawl-probe", ".tmp");
      Path renamed = written.resolveSibling(written.getFileName() + ".renamed");
      try {
        Files.write(written, new byte[] {1});
        sync(written, StandardOpenOption.WRITE);
        Files.move(written, renamed, StandardCopyOption.ATOMIC_MOVE);
        sync(folder, StandardOpenOption.READ);
      } finally {
        Files.deleteIfExists(written);
        Files.deleteIfExists(renamed);
      }
    } catch (IOException e) {
      throw new StartupRefused(
          Sentinel.FILESYSTEM_UNSUPPORTED, "Trying it in %s failed: %s.".formatted(folder, e), e);
    }
  }

  private static void sync(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private void requireOwnFolder() {
    NodeIdentity.read(folder.identity())
        .ifPresent(
            known -> {
              known.require(folder.data(), NodeIdentity.of(settings));
              IntStream.range(0, known.groups()).forEach(this::requireLog);
            });
  }

  /**
   * A log and a store are of one node and one cluster. Where a group was up there is a log: what
   * its store tells is not enough, for a killed one may have lost all that it had applied.
   */
  private void requireOwnParts(ClosedStores stores) {
    NodeIdentity starting = NodeIdentity.of(settings);
    for (int group = 0; group < settings.groups(); group++) {
      for (Path part : List.of(folder.group(group), folder.log(settings.group(group)))) {
        NodeIdentity.read(DataFolder.identity(part))
            .ifPresent(owner -> owner.requireOwner(part, starting));
      }
      if (NodeIdentity.read(DataFolder.identity(folder.group(group))).isPresent()) {
        requireLog(group);
      }
      Glance store = stores.seen().get(group);
      if (store != null) {
        requireOwnStore(group, store);
      }
    }
  }

  private void requireOwnStore(int group, Glance store) {
    ClusterId own = settings.group(group);
    if (!store.cluster().equals(own)) {
      throw new StartupRefused(
          Sentinel.STATE_MISMATCH,
          "%s is of cluster %s, not %s.".formatted(folder.store(group), store.cluster(), own));
    }
    if (store.lastApplied().isPresent()) {
      requireLog(group);
    }
  }

  /**
   * A node that lost its log lost its vote, and could give a second one in the same term. One that
   * was never up has not given any.
   */
  private void requireLog(int group) {
    Path store = folder.store(group);
    if (!Files.exists(folder.vote(settings.group(group)))) {
      throw new StartupRefused(
          Sentinel.STATE_MISMATCH,
          "The log of the store in %s is missing in %s.".formatted(store, folder.logs()));
    }
    LogBeginning log = LogBeginning.of(folder.logs(), settings.group(group));
    if (log.lacksSnapshot() && !StoreOwner.isHome(store)) {
      throw new StartupRefused(Sentinel.STATE_MISMATCH, log.gap(LogBeginning.NONE));
    }
  }
}
