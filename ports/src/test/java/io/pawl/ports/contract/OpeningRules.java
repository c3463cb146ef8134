// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static io.pawl.ports.contract.Refusals.assertRefused;
import static io.pawl.ports.contract.Sample.DEK;
import static io.pawl.ports.contract.Sample.at;
import static io.pawl.ports.contract.Sample.puts;
import static io.pawl.ports.contract.Sample.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** RS-17 to RS-21: who may open a store, and until when it answers. */
interface OpeningRules extends StoreUnderTest {

  @Test
  default void rs17_a_second_opener_is_refused_and_the_first_goes_on() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(0, 1)));

      assertRefused(Sentinel.STORE_LOCKED, session::open);

      session.store().commit(at(2), puts(row(1, 2)));
      assertThat(Contents.of(session.store()).stored()).containsExactly(row(0, 1), row(1, 2));
      assertRefused(Sentinel.STORE_LOCKED, session::open);
    }
  }

  @Test
  default void rs17_a_closed_store_can_be_opened_again() {
    try (Session session = Session.open(this)) {
      assertRefused(Sentinel.STORE_LOCKED, session::open);
      session.store().close();

      assertThatCode(() -> session.open().close()).doesNotThrowAnyException();
    }
  }

  @Test
  default void rs18_a_closed_store_refuses_everything() {
    try (Session session = Session.open(this)) {
      WriterRegistryStore store = session.store();
      store.commit(at(1), puts(row(0, 1)));
      Path snapshot = session.freshPath("snapshot");
      store.writeSnapshot(snapshot);

      store.close();

      for (ThrowingCallable use : usesOf(store, snapshot, session.freshPath("late"))) {
        assertRefused(Sentinel.STORE_CLOSED, use);
      }
    }
  }

  private static List<ThrowingCallable> usesOf(
      WriterRegistryStore store, Path snapshot, Path target) {
    return List.of(
        () -> store.find(row(0, 1).key()),
        () -> store.scan(DEK, row -> {}),
        () -> store.scanAll(row -> {}),
        store::keyRing,
        store::lastApplied,
        () -> store.commit(at(2), List.of()),
        store::sync,
        () -> store.writeSnapshot(target),
        () -> store.installSnapshot(snapshot));
  }

  @Test
  default void rs18_closing_twice_does_nothing() {
    try (Session session = Session.open(this)) {
      session.store().close();

      assertThatCode(session.store()::close).doesNotThrowAnyException();
    }
  }

  @Test
  default void rs19_a_store_of_another_cluster_is_refused() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(0, 1)));
      session.store().close();
      StoreLocation foreign = new StoreLocation(session.location().home(), Session.OTHER_CLUSTER);

      assertRefused(Sentinel.STATE_MISMATCH, () -> engine().open(foreign));

      assertThatCode(() -> session.open().close()).doesNotThrowAnyException();
    }
  }

  @Test
  default void rs20_a_folder_with_files_of_others_is_refused_and_left_alone() throws IOException {
    try (Session session = Session.open(this)) {
      Path folder = Files.createDirectory(session.freshPath("strangers"));
      Path letter = Files.writeString(folder.resolve("letter.txt"), "Not a store.");
      StoreLocation strangers = new StoreLocation(folder, Session.CLUSTER);

      assertRefused(Sentinel.STATE_MISMATCH, () -> engine().open(strangers));

      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactly(letter);
      }
      assertThat(letter).hasContent("Not a store.");
    }
  }

  @Test
  default void rs20_an_empty_folder_becomes_a_store() throws IOException {
    try (Session session = Session.open(this)) {
      Path folder = Files.createDirectory(session.freshPath("empty"));

      try (WriterRegistryStore store = engine().open(new StoreLocation(folder, Session.CLUSTER))) {
        assertThat(store.lastApplied()).isEmpty();
      }
    }
  }

  @Test
  @SuppressWarnings("NullAway") // The rule is about callers that no checker watches.
  default void rs21_a_missing_location_is_refused() {
    assertThatThrownBy(() -> engine().open(null)).isInstanceOf(NullPointerException.class);
  }
}
