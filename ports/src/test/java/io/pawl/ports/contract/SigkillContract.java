// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.contract.StoreProcessMain.Task;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an engine that keeps files proves with a second process: that a kill costs at most what was
 * not synced, and that a home has one opener.
 */
public interface SigkillContract {

  /** The engine under test, of a public class with a public constructor without arguments. */
  StorageEngine engine();

  @Test
  default void a_killed_process_leaves_the_state_of_one_position_not_before_the_last_sync(
      @TempDir Path folder) throws IOException, InterruptedException {
    new SigkillRounds(engine(), folder, Chance.drawn())
        .run(Integer.getInteger("pawl.crash.rounds", 20));
  }

  @Test
  default void a_process_killed_while_it_installs_leaves_the_state_before_or_the_one_after(
      @TempDir Path folder) throws IOException, InterruptedException {
    new InstallKills(engine(), folder, Chance.drawn())
        .run(Integer.getInteger("pawl.crash.rounds", 20));
  }

  @Test
  default void an_open_store_is_locked_for_every_other_process(@TempDir Path folder)
      throws IOException {
    StoreLocation location = new StoreLocation(folder.resolve("home"), CommitStory.CLUSTER);
    try (WriterRegistryStore store = engine().open(location)) {
      store.commit(CommitStory.positionAt(1), StoreProcessMain.STORY.changesAt(1));
      assertThat(asAnotherProcessFinds(location.home())).isEqualTo(Sentinel.STORE_LOCKED.name());

      expectLocked(() -> engine().open(location));

      assertThat(asAnotherProcessFinds(location.home()))
          .as("after a second opener within the holder's own process was turned away")
          .isEqualTo(Sentinel.STORE_LOCKED.name());
    }
    assertThat(asAnotherProcessFinds(location.home())).isEqualTo(StoreProcessMain.opened(1));
  }

  @Test
  default void a_store_another_process_holds_is_locked_until_that_lets_go(@TempDir Path folder)
      throws IOException {
    StoreLocation location = new StoreLocation(folder.resolve("home"), CommitStory.CLUSTER);
    try (StoreProcess holder = StoreProcess.start(engine(), location.home(), Task.HOLD)) {
      assertThat(holder.nextLine()).isEqualTo(StoreProcessMain.opened(0));
      expectLocked(() -> engine().open(location));
      expectLocked(() -> engine().open(location));
      holder.letGo();
    }
    try (WriterRegistryStore store = engine().open(location)) {
      assertThat(store.lastApplied()).isEmpty();
    }
  }

  private String asAnotherProcessFinds(Path home) throws IOException {
    try (StoreProcess process = StoreProcess.start(engine(), home, Task.HOLD)) {
      String said = process.nextLine();
      process.letGo();
      return said;
    }
  }

  private static void expectLocked(ThrowingCallable open) {
    assertThatThrownBy(open)
        .isInstanceOfSatisfying(
            StorageRefused.class,
            refused -> assertThat(refused.sentinel()).isEqualTo(Sentinel.STORE_LOCKED));
  }
}
