// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static io.pawl.ports.contract.Refusals.assertRefused;
import static io.pawl.ports.contract.Sample.at;
import static io.pawl.ports.contract.Sample.puts;
import static io.pawl.ports.contract.Sample.putsWithRing;
import static io.pawl.ports.contract.Sample.ring;
import static io.pawl.ports.contract.Sample.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** RS-36: a closed store is looked at without being touched. */
interface GlanceRules extends DurabilityRules {

  @Test
  default void rs36_a_glance_finds_cluster_position_and_ring() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), putsWithRing(ring(1), row(0, 1)));
      session.store().commit(at(2), putsWithRing(ring(2)));
      session.store().commit(at(5), puts(row(0, 2)));
      session.store().close();

      Optional<Glance> glance = engine().glance(session.location().home());

      try (WriterRegistryStore store = session.open()) {
        assertThat(glance)
            .contains(Glance.of(Session.CLUSTER, store.lastApplied(), store.keyRing()));
      }
    }
  }

  @Test
  default void rs36_a_glance_at_a_store_without_a_commit_finds_none() {
    try (Session session = Session.open(this)) {
      session.store().close();

      assertThat(engine().glance(session.location().home()))
          .contains(Glance.of(Session.CLUSTER, Optional.empty(), KeyRing.EMPTY));
    }
  }

  @Test
  default void rs36_a_glance_leaves_every_byte_as_it_was() throws IOException {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), putsWithRing(ring(1), row(0, 1)));
      session.store().close();
      Path home = session.location().home();

      for (int look = 0; look < 2; look++) {
        GlanceExam.expectUntouched(home, () -> assertThat(engine().glance(home)).isPresent());
      }
    }
  }

  @Property(tries = 20)
  default void rs36_a_glance_at_what_a_crash_left_finds_what_opening_does(
      @ForAll @IntRange(min = 0, max = 20) int commits, @ForAll("shares") double kept)
      throws IOException {
    try (Session session = Session.open(this)) {
      for (int index = 1; index <= commits; index++) {
        session.store().commit(at(index), putsWithRing(ring(index), row(index, 0)));
      }

      StoreLocation crashed = new StoreLocation(session.leaveCrash(kept), Session.CLUSTER);

      GlanceExam glance = GlanceExam.of(engine(), crashed.home());
      try (WriterRegistryStore store = engine().open(crashed)) {
        glance.expectAgreement(store);
      }
    }
  }

  @Test
  default void rs36_where_no_store_is_a_glance_finds_none_and_makes_nothing() throws IOException {
    try (Session session = Session.open(this)) {
      Path missing = session.freshPath("missing");
      Path empty = Files.createDirectory(session.freshPath("empty"));
      Path strangers = Files.createDirectory(session.freshPath("strangers"));
      Files.writeString(strangers.resolve("letter.txt"), "Not a store.");

      for (Path home : new Path[] {missing, empty, strangers}) {
        GlanceExam.expectUntouched(home, () -> assertThat(engine().glance(home)).isEmpty());
      }
      assertThat(missing).doesNotExist();
    }
  }

  @Test
  default void rs36_a_glance_at_an_open_store_is_refused_and_the_store_goes_on() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(0, 1)));

      assertRefused(Sentinel.STORE_LOCKED, () -> engine().glance(session.location().home()));

      session.store().commit(at(2), puts(row(1, 2)));
      assertThat(Contents.of(session.store()).stored()).containsExactly(row(0, 1), row(1, 2));
      assertRefused(Sentinel.STORE_LOCKED, () -> engine().glance(session.location().home()));
    }
  }
}
