// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static java.util.Objects.requireNonNull;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores that break RS-17 to RS-21, and RS-36. */
final class BrokenOpenings {

  private BrokenOpenings() {}

  @Breaks(17)
  static class AllowsTwoOpeners extends BrokenStore {
    private final Map<Path, WriterRegistryStore> open = new HashMap<>();

    @Override
    WriterRegistryStore openBroken(StoreLocation location) {
      try {
        WriterRegistryStore first = super.openBroken(location);
        open.put(location.home(), first);
        return first;
      } catch (StorageRefused refused) {
        if (refused.sentinel() == Sentinel.STORE_LOCKED) {
          return requireNonNull(open.get(location.home()));
        }
        throw refused;
      }
    }
  }

  @Breaks(18)
  static class AnswersAfterClose extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        private boolean closed;

        @Override
        public Optional<WriterRow> find(WriterKey key) {
          return closed ? Optional.empty() : super.find(key);
        }

        @Override
        public void close() {
          closed = true;
          super.close();
        }
      };
    }
  }

  @Breaks(19)
  static class OpensStoresOfOtherClusters extends BrokenStore {
    private final Map<Path, ClusterId> clusters = new HashMap<>();

    @Override
    WriterRegistryStore openBroken(StoreLocation location) {
      ClusterId first = clusters.computeIfAbsent(location.home(), home -> location.cluster());
      return super.openBroken(new StoreLocation(location.home(), first));
    }
  }

  @Breaks(20)
  static class LeavesFilesInFoldersOfOthers extends BrokenStore {
    @Override
    WriterRegistryStore openBroken(StoreLocation location) {
      try {
        if (Files.exists(location.home())) {
          Files.writeString(location.home().resolve("pawl.lock"), "");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return super.openBroken(location);
    }
  }

  @Breaks(36)
  static class LooksPastTheRing extends BrokenStore {
    @Override
    Optional<Glance> glanceBroken(Path home) {
      return super.glanceBroken(home)
          .map(seen -> Glance.of(seen.cluster(), seen.lastApplied(), KeyRing.EMPTY));
    }
  }

  @Breaks(36)
  static class KeepsALogOfGlances extends BrokenStore {
    @Override
    Optional<Glance> glanceBroken(Path home) {
      Optional<Glance> seen = super.glanceBroken(home);
      try {
        Files.createDirectories(home);
        Files.writeString(home.resolve("LOG"), "Opened to be read.");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return seen;
    }
  }

  @Breaks(21)
  static class OpensNowhere extends BrokenStore {
    @Override
    WriterRegistryStore openBroken(@Nullable StoreLocation location) {
      return super.openBroken(
          location == null ? new StoreLocation(Path.of("nowhere"), Session.CLUSTER) : location);
    }
  }
}
