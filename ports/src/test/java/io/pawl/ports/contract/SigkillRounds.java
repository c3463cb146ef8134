// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.ports.contract.StoreProcessMain.Task;
import io.pawl.ports.driven.StorageEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The lives of a process that is always killed, and goes on each time with what it finds. Now and
 * then it starts anew.
 */
final class SigkillRounds {
  private static final int ROUNDS_PER_HOME = 7;
  private static final int LIFE_MICROS_MAX = 60_000;

  private final StorageEngine engine;
  private final Path folder;
  private final Chance chance;
  private final StoreExam exam;
  private Path home;
  private long durable;

  SigkillRounds(StorageEngine engine, Path folder, Chance chance) {
    this.engine = engine;
    this.folder = folder;
    this.chance = chance;
    this.exam = new StoreExam(engine, StoreProcessMain.STORY);
    this.home = folder;
  }

  void run(int rounds) throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      if (round % ROUNDS_PER_HOME == 0) {
        HomeFiles.delete(home);
        home = folder.resolve("home-" + round);
        durable = 0;
      }
      String life = liveAndDie();
      try {
        durable = Math.max(durable, examined());
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "Round %d, %s, at least %d durable, %s".formatted(round, life, durable, chance), e);
      }
    }
  }

  /** Mostly killed at work; at times while it still opens what the one before it left. */
  private String liveAndDie() throws IOException, InterruptedException {
    try (StoreProcess process = StoreProcess.start(engine, home, Task.COMMIT)) {
      String last = process.nextLine();
      if (!chance.oneIn(4)) {
        last = process.nextLine();
        acknowledge(last);
      }
      int micros = chance.below(LIFE_MICROS_MAX);
      TimeUnit.MICROSECONDS.sleep(micros);
      List<String> unread = process.kill();
      unread.forEach(this::acknowledge);
      return "killed %d us after it said \"%s\"".formatted(micros, last);
    }
  }

  private void acknowledge(String said) {
    durable = Math.max(durable, Long.parseLong(said));
  }

  /**
   * Half of the time in a copy, so that the next life begins with what this one left and not with
   * what the exam tidied up. A life may end before there is a home.
   */
  private long examined() throws IOException {
    if (chance.oneIn(2) || !Files.exists(home)) {
      return exam.indexIn(home, durable, Long.MAX_VALUE);
    }
    Path copy = folder.resolve("copy");
    HomeFiles.delete(copy);
    HomeFiles.copy(home, copy);
    exam.indexIn(copy, durable, Long.MAX_VALUE);
    return durable;
  }
}
