// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an engine that keeps files proves about damage to them: it is noticed, or it does not
 * matter. A row is never wrong and never missing.
 */
public interface DamageContract {

  StorageEngine engine();

  @Test
  default void damage_to_a_closed_store_is_noticed_or_harmless(@TempDir Path folder)
      throws IOException {
    CommitStory story = CommitStory.ofRows(1000);
    long last = twiceRound(story);
    Path home = closedStore(story, last, folder.resolve("closed"));

    new DamageTrial(engine(), story, home).atRandomPlaces(places(), last, last);
  }

  @Test
  default void a_file_lost_from_a_closed_store_is_noticed_or_harmless(@TempDir Path folder)
      throws IOException {
    CommitStory story = CommitStory.ofRows(1000);
    long last = twiceRound(story);
    Path home = closedStore(story, last, folder.resolve("closed"));

    new DamageTrial(engine(), story, home).eachFileLost(last, last);
  }

  @Test
  default void damage_to_an_installed_snapshot_is_noticed_or_harmless(@TempDir Path folder)
      throws IOException {
    CommitStory story = CommitStory.ofRows(10_000);
    long last = story.complete();
    Path source = closedStore(story, last, folder.resolve("source"));
    Path home = installedFrom(source, folder.resolve("installed"));

    new DamageTrial(engine(), story, home).atRandomPlaces(places() / 4, last, last);
  }

  @Test
  default void damage_to_a_store_left_by_a_crash_costs_nothing_that_was_synced(@TempDir Path folder)
      throws IOException {
    CommitStory story = CommitStory.ofRows(1000);
    long synced = story.complete();
    long last = twiceRound(story);
    Path home = crashedStore(story, synced, folder);

    HomeFiles.copy(home, folder.resolve("whole"));
    new StoreExam(engine(), story).indexIn(folder.resolve("whole"), synced, last);
    new DamageTrial(engine(), story, home).atRandomPlaces(places(), synced, last);
  }

  @Test
  default void a_file_lost_in_a_crash_is_noticed_or_costs_nothing_that_was_synced(
      @TempDir Path folder) throws IOException {
    CommitStory story = CommitStory.ofRows(1000);
    long synced = story.complete();
    Path home = crashedStore(story, synced, folder);

    new DamageTrial(engine(), story, home).eachFileLost(synced, twiceRound(story));
  }

  private static int places() {
    return Integer.getInteger("pawl.damage.places", 200);
  }

  /** Every row is there and every row was replaced. */
  private static long twiceRound(CommitStory story) {
    return 2 * story.complete();
  }

  /** Opened twice, so that an engine shows the files it makes of what it finds. */
  private Path closedStore(CommitStory story, long last, Path home) {
    for (long upTo : new long[] {last * 3 / 4, last}) {
      try (WriterRegistryStore store = open(home)) {
        story.tell(store, upTo - last / 8);
        store.sync();
        story.tell(store, upTo);
      }
    }
    return home;
  }

  private Path installedFrom(Path source, Path home) {
    Path snapshot = home.resolveSibling("snapshot");
    try (WriterRegistryStore store = open(source)) {
      store.writeSnapshot(snapshot);
    }
    try (WriterRegistryStore store = open(home)) {
      assertThat(store.installSnapshot(snapshot)).isInstanceOf(Installed.class);
    }
    return home;
  }

  /** The files as they are while the store stands open, with commits that no sync followed. */
  private Path crashedStore(CommitStory story, long synced, Path folder) throws IOException {
    try (WriterRegistryStore store = open(folder.resolve("live"))) {
      story.tell(store, synced);
      store.sync();
      story.tell(store, twiceRound(story));
      HomeFiles.copyOfOneMoment(folder.resolve("live"), folder.resolve("crashed"));
      return folder.resolve("crashed");
    }
  }

  private WriterRegistryStore open(Path home) {
    return engine().open(new StoreLocation(home, CommitStory.CLUSTER));
  }
}
