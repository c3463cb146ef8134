// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.adapters.ratis.LogBeginning;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.ports.driven.Member;
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

  /** What is asked before the KEK is opened; the folder is looked at after that. */
  static void passBeforeKek(NodeSettings settings, StorageEngines engines) {
    engines.named(settings.engine());
    StartupChecks checks = of(settings);
    checks.requireFreeStores();
    checks.requireStoresOfTheEngine();
    checks.requireSlotsOfTheirOwn();
  }

  static void passFolder(NodeSettings settings) {
    StartupChecks checks = of(settings);
    checks.requireDurableRename();
    checks.requireOwnFolder();
    checks.requireAddress();
  }

  private static StartupChecks of(NodeSettings settings) {
    return new StartupChecks(settings, new DataFolder(settings.data()));
  }

  /** Who holds a store also listens at the address; being locked out is the better answer. */
  private void requireFreeStores() {
    stores().forEach(StoreOwner::requireFree);
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
    return IntStream.range(0, settings.groups()).mapToObj(folder::store);
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
              known.require(NodeIdentity.of(settings));
              IntStream.range(0, known.groups()).forEach(this::requireLog);
            });
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
