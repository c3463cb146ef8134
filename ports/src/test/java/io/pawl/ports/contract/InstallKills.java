// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.ports.contract.StoreProcessMain.Task;
import io.pawl.ports.driven.StorageEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The lives of a process that installs snapshots and is always killed. What it leaves is the state
 * before the last installation it began, or the one after, and nothing in between.
 */
final class InstallKills {
  private static final int LIFE_MICROS_MAX = 30_000;

  private final StorageEngine engine;
  private final Path home;
  private final Chance chance;
  private final StoreExam exam;
  private long before;
  private long begun;

  InstallKills(StorageEngine engine, Path folder, Chance chance) {
    this.engine = engine;
    this.home = folder.resolve("home");
    this.chance = chance;
    this.exam = new StoreExam(engine, StoreProcessMain.STORY);
  }

  void run(int rounds) throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      liveAndDie();
      try {
        examine();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "Round %d, installed %d, began %d, %s".formatted(round, before, begun, chance), e);
      }
    }
  }

  private void liveAndDie() throws IOException, InterruptedException {
    try (StoreProcess process = StoreProcess.start(engine, home, Task.INSTALL)) {
      process.nextLine();
      hear(process.nextLine());
      TimeUnit.MICROSECONDS.sleep(chance.below(LIFE_MICROS_MAX));
      List<String> unread = process.kill();
      unread.forEach(this::hear);
    }
  }

  private void hear(String said) {
    long index = Long.parseLong(said.substring(said.indexOf(' ') + 1));
    begun = index;
    if (said.equals(StoreProcessMain.installed(index))) {
      before = index;
    }
  }

  /** What is found is what the next life begins with. */
  private void examine() {
    long found = exam.indexIn(home, before, begun);
    if (found != before && found != begun) {
      throw new AssertionError("The store stands at %d.".formatted(found));
    }
    before = found;
    begun = found;
  }
}
