// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Damages copies of a home that nobody has open, one at a time, and lets the engine read them:
 * {@link StorageCorrupted} or exactly the right rows, and nothing else.
 */
final class DamageTrial {
  private final StoreExam exam;
  private final Path pristine;
  private final Path copy;
  private final Chance chance = Chance.drawn();
  private final Map<Path, Tally> tallies = new TreeMap<>();

  DamageTrial(StorageEngine engine, CommitStory story, Path pristine) {
    this.exam = new StoreExam(engine, story);
    this.pristine = pristine;
    this.copy = pristine.resolveSibling("damaged");
  }

  /** How often the damage to one file was noticed, and how often it did not matter. */
  private record Tally(int refused, int harmless) {
    static final Tally NONE = new Tally(0, 0);

    Tally and(boolean refusedAgain) {
      return refusedAgain ? new Tally(refused + 1, harmless) : new Tally(refused, harmless + 1);
    }
  }

  /** Whatever was damaged, the state is of no position before {@code least} or after that. */
  void atRandomPlaces(int places, long least, long most) throws IOException {
    for (int place = 0; place < places; place++) {
      inflict(FileDamage.drawn(pristine, chance), least, most);
    }
    expectSomeToBeRefused();
  }

  void eachFileLost(long least, long most) throws IOException {
    for (Path file : HomeFiles.list(pristine)) {
      inflict(new FileDamage.Loss(pristine.relativize(file)), least, most);
    }
    expectSomeToBeRefused();
  }

  private void inflict(FileDamage damage, long least, long most) throws IOException {
    HomeFiles.delete(copy);
    HomeFiles.copy(pristine, copy);
    damage.inflictOn(copy);
    boolean refused = isRefused(damage, least, most);
    tallies.merge(damage.file(), Tally.NONE.and(refused), (before, one) -> before.and(refused));
  }

  private boolean isRefused(FileDamage damage, long least, long most) {
    try {
      exam.indexIn(copy, least, most);
      return false;
    } catch (StorageCorrupted e) {
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("%s is neither refused nor harmless; %s".formatted(damage, this), e);
    }
  }

  /** A trial in which nothing is ever noticed of the engine's own files has damaged nothing. */
  private void expectSomeToBeRefused() {
    assertThat(tallies)
        .as(toString())
        .anySatisfy(
            (file, tally) -> {
              assertThat(HomeFiles.isOfGeneration(file)).isTrue();
              assertThat(tally.refused()).isPositive();
            });
  }

  @Override
  public String toString() {
    return chance + ", before it: " + tallies;
  }
}
