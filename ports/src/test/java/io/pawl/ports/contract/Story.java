// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.InstallOutcome.Installed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A store and, beside it, every state that a crash of it may leave, oldest first. The last one is
 * what it holds now; with none, it holds nothing.
 */
final class Story implements AutoCloseable {
  private final Session session;
  private final List<Contents> states = new ArrayList<>();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private boolean mayBeBlankAfterCrash = true;

  private Story(Session session) {
    this.session = session;
  }

  /** A snapshot that was taken, and what was in it. */
  private record Snapshot(Path file, Contents contents) {}

  static Story begin(StoreUnderTest subject) {
    return new Story(Session.open(subject));
  }

  void commit(long step, List<Change> changes) {
    Contents next =
        states.isEmpty()
            ? Contents.blank(Sample.at(0)).after(Sample.at(step), changes)
            : last().after(Sample.at(last().position().index() + step), changes);

    assertThat(session.store().commit(next.position(), changes)).isEqualTo(CommitOutcome.COMMITTED);

    states.add(next);
  }

  void replay(long back, List<Change> changes) {
    if (!states.isEmpty()) {
      LogPosition earlier = Sample.at(Math.max(0, last().position().index() - back));

      assertThat(session.store().commit(earlier, changes)).isEqualTo(CommitOutcome.SKIPPED);
    }
  }

  void sync() {
    session.store().sync();
    keepOnlyLast();
  }

  void restart() {
    session.restart();
    keepOnlyLast();
  }

  void crash(double kept) {
    session.crash(kept);
    Optional<LogPosition> left = session.store().lastApplied();
    if (left.isEmpty()) {
      assertThat(mayBeBlankAfterCrash).as("nothing was durable").isTrue();
      states.clear();
      return;
    }
    Contents found = Contents.of(session.store());
    assertThat(states).as("the states a crash may leave").contains(found);
    states.subList(states.indexOf(found) + 1, states.size()).clear();
  }

  void takeSnapshot() {
    if (!states.isEmpty()) {
      Path file = session.freshPath("snapshot");
      assertThat(session.store().writeSnapshot(file)).isEqualTo(last().position());
      snapshots.add(new Snapshot(file, last()));
    }
  }

  /** The oldest one there is, so that stale ones are tried too. */
  void installSnapshot() {
    if (!snapshots.isEmpty()) {
      Snapshot oldest = snapshots.remove(0);
      InstallOutcome outcome = session.store().installSnapshot(oldest.file());
      if (!states.isEmpty() && last().position().isAfter(oldest.contents().position())) {
        Refusals.assertRefused(Sentinel.SNAPSHOT_STALE, outcome);
      } else {
        assertThat(outcome).isEqualTo(new Installed(oldest.contents().position()));
        states.add(oldest.contents());
        keepOnlyLast();
      }
    }
  }

  void compare() {
    if (states.isEmpty()) {
      assertThat(session.store().lastApplied()).isEmpty();
      assertThat(session.store().keyRing()).isEqualTo(KeyRing.EMPTY);
      assertThat(Contents.rowsOf(session.store())).isEmpty();
    } else {
      assertThat(Contents.of(session.store())).isEqualTo(last());
      last().rows().forEach((key, row) -> assertThat(session.store().find(key)).contains(row));
    }
  }

  private Contents last() {
    return states.get(states.size() - 1);
  }

  private void keepOnlyLast() {
    if (!states.isEmpty()) {
      states.subList(0, states.size() - 1).clear();
      mayBeBlankAfterCrash = false;
    }
  }

  @Override
  public void close() {
    session.close();
  }

  @Override
  public String toString() {
    return states.isEmpty() ? "a store that holds nothing" : "a store that holds " + last();
  }
}
