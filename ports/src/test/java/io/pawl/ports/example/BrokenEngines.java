// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.example;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.example.BentGeneration.Writing;
import io.pawl.ports.storage.Generation;
import io.pawl.ports.storage.GenerationEngine;
import io.pawl.ports.storage.GenerationStore;
import io.pawl.ports.storage.StoreOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.zip.CRC32C;

/** Engines that each do one thing wrong that only a crash, damage or another process shows. */
final class BrokenEngines {
  private static final String NAME = "broken";

  private BrokenEngines() {}

  /** There is nothing wrong with how they look at a store. */
  private interface BrokenEngine extends StorageEngine {
    @Override
    default String name() {
      return NAME;
    }

    @Override
    default Optional<Glance> glance(Path home) {
      return StoreOwner.isHome(home) && StoreOwner.of(home).engine().equals(NAME)
          ? GenerationStore.glance(BentFiles.sound(StoreOwner.of(home).cluster()), home)
          : new SortedFileEngine().glance(home);
    }
  }

  /** Opens sound generations, and bends them. */
  private record BentFiles(GenerationEngine sound, Function<Generation, Generation> bent)
      implements GenerationEngine {

    static BentFiles sound(ClusterId cluster) {
      return new BentFiles(SortedFileEngine.generations(cluster), sound -> sound);
    }

    static WriterRegistryStore open(StoreLocation location, Function<Generation, Generation> bent) {
      GenerationEngine sound = SortedFileEngine.generations(location.cluster());
      return GenerationStore.open(new BentFiles(sound, bent), location);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Generation open(Path folder, Expected expected) {
      return bent.apply(sound.open(folder, expected));
    }

    @Override
    public Found glance(Path folder, Expected expected) {
      return sound.glance(folder, expected);
    }
  }

  /** Says that it synced. */
  public static final class Forgetful implements BrokenEngine {

    @Override
    public WriterRegistryStore open(StoreLocation location) {
      return BentFiles.open(
          location, sound -> new BentGeneration(sound, Writing.SOUND, unsynced -> {}));
    }
  }

  /** Writes a commit in two steps, between which it can be synced. */
  public static final class Splitting implements BrokenEngine {
    private static final long PAUSE_NANOS = 100_000;

    @Override
    public WriterRegistryStore open(StoreLocation location) {
      return BentFiles.open(
          location, sound -> new BentGeneration(sound, Splitting::write, Generation::sync));
    }

    private static void write(Generation sound, LogPosition position, List<Change> changes) {
      int half = changes.size() / 2;
      sound.write(position, changes.subList(0, half));
      LockSupport.parkNanos(PAUSE_NANOS);
      sound.write(position, changes.subList(half, changes.size()));
    }
  }

  /** Opens something else where the home is locked. */
  public static final class Sharing implements BrokenEngine {

    @Override
    public WriterRegistryStore open(StoreLocation location) {
      StorageEngine sound = new SortedFileEngine();
      try {
        return sound.open(location);
      } catch (StorageRefused e) {
        Path elsewhere = location.home().resolveSibling("elsewhere-" + System.nanoTime());
        return sound.open(new StoreLocation(elsewhere, location.cluster()));
      }
    }
  }

  /** Takes a wrong checksum for the only thing that is wrong. */
  public static final class Credulous implements BrokenEngine {
    private static final int CHECKSUM_LENGTH = 4;

    @Override
    public WriterRegistryStore open(StoreLocation location) {
      StorageEngine sound = new SortedFileEngine();
      try {
        return sound.open(location);
      } catch (StorageCorrupted e) {
        repairChecksum(location.home().resolve("generation-1").resolve("rows.sorted"), e);
        return sound.open(location);
      }
    }

    private static void repairChecksum(Path file, StorageCorrupted damage) {
      try {
        byte[] content = Files.readAllBytes(file);
        if (content.length < CHECKSUM_LENGTH) {
          throw damage;
        }
        CRC32C crc = new CRC32C();
        crc.update(content, 0, content.length - CHECKSUM_LENGTH);
        Bytes kept = Bytes.copyOf(Arrays.copyOf(content, content.length - CHECKSUM_LENGTH));
        ByteTape tape = ByteTape.ofLength(content.length).run(kept).u32(crc.getValue());
        Files.write(file, tape.bytes().toArray());
      } catch (IOException e) {
        throw new StorageUnavailable("Repairing " + file + " failed.", e);
      }
    }
  }
}
