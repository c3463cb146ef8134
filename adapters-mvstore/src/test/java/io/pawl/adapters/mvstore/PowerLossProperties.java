// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.storage.Generation;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * MVStore's file when the power fails: no kill of a process loses what a device has not written.
 */
final class PowerLossProperties {
  private static final int LIVES = 6;
  private static final int OPERATIONS_MAX = 100;
  private static final int WRITES_IN_GROUP_MAX = 4;

  @Property
  void a_process_that_dies_at_any_moment_leaves_a_state_not_before_the_last_sync(
      @ForAll long chance, @ForAll boolean large, @ForAll boolean grouped) throws IOException {
    Random random = new Random(chance);
    int writes = grouped ? 2 + random.nextInt(WRITES_IN_GROUP_MAX - 1) : 1;
    Deeds deeds = large ? new Deeds(2000, 200) : new Deeds(60, 1);
    GroupLimits limits = new GroupLimits(Integer.MAX_VALUE, writes * (1 + deeds.batch()));
    Life life = new Life(deeds, limits, random);
    LossyFile device = new LossyFile(made());
    for (int i = 0; i < LIVES; i++) {
      life.liveOn(device.failingAfter(random.nextInt(1 + random.nextInt(OPERATIONS_MAX))));
      device = random.nextInt(3) == 0 ? device : new LossyFile(device.afterPowerLoss(random));
    }
    life.expectFoundOn(device.failingAfter(Integer.MAX_VALUE));
  }

  private static byte[] made() throws IOException {
    LossyFile empty = new LossyFile(new byte[0]);
    MvStoreFile.make(empty);
    return empty.content();
  }

  /**
   * Commits and syncs until the process dies, several times over the same device: killed, with all
   * it wrote still in the system's memory, or by a power failure.
   */
  private static final class Life {
    private final Deeds deeds;
    private final GroupLimits limits;
    private final Random random;
    private int synced = 0;
    private int attempted = 0;

    Life(Deeds deeds, GroupLimits limits, Random random) {
      this.deeds = deeds;
      this.limits = limits;
      this.random = random;
    }

    void liveOn(LossyFile file) {
      try {
        Generation generation = MvStoreGeneration.open(file, limits);
        expectState(generation);
        while (true) {
          doSomething(generation, file);
        }
      } catch (StorageUnavailable | IOException theEnd) {
        assertThat(file.hasFailed()).as(theEnd.toString()).isTrue();
      }
    }

    private void doSomething(Generation generation, LossyFile file) {
      if (random.nextInt(8) == 0) {
        int reached = attempted;
        file.whileSyncing(() -> write(generation, random.nextInt(8)));
        generation.sync();
        synced = reached;
      } else {
        write(generation, 1);
      }
    }

    private void write(Generation generation, int times) {
      for (int i = 0; i < times; i++) {
        attempted++;
        generation.write(Deeds.position(attempted), deeds.at(attempted));
      }
    }

    void expectFoundOn(LossyFile file) throws IOException {
      Generation generation = MvStoreGeneration.open(file, limits);
      expectState(generation);
      generation.close();
    }

    /** What is found is durable: it is synced before anything else is done. */
    private void expectState(Generation generation) {
      int found = generation.lastApplied().map(LogPosition::index).orElse(0L).intValue();
      assertThat(found).isBetween(synced, attempted);
      assertThat(Deeds.allOf(generation)).isEqualTo(deeds.stateAt(found));
      synced = found;
      attempted = found;
    }
  }
}
