// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static io.pawl.ports.contract.Refusals.assertRefused;
import static io.pawl.ports.contract.Sample.at;
import static io.pawl.ports.contract.Sample.puts;
import static io.pawl.ports.contract.Sample.putsWithRing;
import static io.pawl.ports.contract.Sample.ring;
import static io.pawl.ports.contract.Sample.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.KeyRingCodec;
import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

/** RS-30 to RS-35: the key ring is a part of the state like any other. */
interface KeyRingRules extends DurabilityRules {

  @Test
  default void rs30_there_is_no_key_ring_until_one_is_put() {
    try (Session session = Session.open(this)) {
      assertThat(session.store().keyRing()).isEqualTo(KeyRing.EMPTY);

      session.store().commit(at(1), puts(row(0, 1)));

      assertThat(session.store().keyRing()).isEqualTo(KeyRing.EMPTY);
    }
  }

  @Property(tries = 20)
  @Domain(EncryptionDomain.class)
  default void rs30_the_ring_that_was_put_last_is_there(
      @ForAll KeyRing.Filled first, @ForAll KeyRing.Filled second) {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), List.of(new KeyRingPut(first)));
      assertThat(session.store().keyRing()).isEqualTo(first);

      session.store().commit(at(2), List.of(new KeyRingPut(second)));

      assertThat(session.store().keyRing()).isEqualTo(second);
    }
  }

  @Test
  default void rs30_a_commit_without_a_ring_leaves_it_alone() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), putsWithRing(ring(3)));

      session.store().commit(at(2), puts(row(0, 1)));

      assertThat(session.store().keyRing()).isEqualTo(ring(3));
    }
  }

  @Test
  default void rs30_a_ring_is_not_among_the_rows() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), putsWithRing(ring(3), row(0, 1)));

      assertThat(Contents.rowsOf(session.store())).containsOnlyKeys(row(0, 1).key());
    }
  }

  @Test
  default void rs31_the_ring_survives_closing_and_reopening() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), putsWithRing(ring(5)));

      session.restart();
      assertThat(session.store().keyRing()).isEqualTo(ring(5));
      session.restart();

      assertThat(session.store().keyRing()).isEqualTo(ring(5));
    }
  }

  /** Each commit puts a row and a ring that name its index. */
  @Property(tries = 20)
  default void rs32_a_crash_leaves_ring_and_rows_of_the_same_commit(
      @ForAll @IntRange(min = 1, max = 20) int commits, @ForAll("shares") double kept) {
    try (Session session = Session.open(this)) {
      for (int index = 1; index <= commits; index++) {
        session.store().commit(at(index), putsWithRing(ring(index), row(index, 0)));
      }

      session.crash(kept);

      int lastRow =
          Contents.rowsOf(session.store()).keySet().stream()
              .mapToInt(key -> key.slot().value())
              .max()
              .orElse(0);
      assertThat(session.store().keyRing()).isEqualTo(lastRow == 0 ? KeyRing.EMPTY : ring(lastRow));
    }
  }

  @Test
  default void rs32_readers_see_neither_ring_nor_rows_ahead_of_the_other() {
    try (Session session = Session.open(this);
        Committer committer =
            Committer.start(session.store(), index -> putsWithRing(ring(index), row(0, index)))) {
      WriterRegistryStore store = session.store();
      for (int i = 0; i < 1_000; i++) {
        long ring = indexOfRing(store);
        assertThat(epochOfRow(store)).as("row read after the ring").isGreaterThanOrEqualTo(ring);
        long epoch = epochOfRow(store);
        assertThat(indexOfRing(store)).as("ring read after the row").isGreaterThanOrEqualTo(epoch);
      }
      assertThat(committer.acknowledged()).isPositive();
    }
  }

  private static long indexOfRing(WriterRegistryStore store) {
    return store.keyRing().keys().get(0).index();
  }

  private static long epochOfRow(WriterRegistryStore store) {
    return store.find(row(0, 0).key()).orElseThrow().lastSeen().value();
  }

  @Test
  default void rs33_a_snapshot_begins_with_the_ring_byte_for_byte() throws IOException {
    Contents state = Contents.blank(at(2)).with(ring(4));
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), List.of(new KeyRingPut(ring(1))));
      session.store().commit(at(2), List.of(new KeyRingPut(ring(4))));
      Path target = session.freshPath("snapshot");

      session.store().writeSnapshot(target);

      byte[] expected =
          Files.readAllBytes(
              SnapshotFile.write(session.freshPath("expected"), Session.CLUSTER, state));
      assertThat(SnapshotFile.read(target).keyRing()).isEqualTo(ring(4));
      assertThat(Files.readAllBytes(target)).startsWith(withoutChecksum(expected));
    }
  }

  @Test
  default void rs33_a_snapshot_without_a_ring_has_no_such_row() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), List.of());
      Path target = session.freshPath("snapshot");

      session.store().writeSnapshot(target);

      assertThat(SnapshotFile.read(target).header().rowCount()).isZero();
    }
  }

  private static byte[] withoutChecksum(byte[] snapshot) {
    return Arrays.copyOf(snapshot, snapshot.length - Integer.BYTES);
  }

  @Test
  default void rs34_installing_replaces_the_ring() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), putsWithRing(ring(1)));

      assertThat(install(session, Contents.blank(at(9)).with(ring(7))))
          .isEqualTo(new Installed(at(9)));

      assertThat(session.store().keyRing()).isEqualTo(ring(7));
    }
  }

  @Test
  default void rs34_a_snapshot_without_a_ring_leaves_none() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), putsWithRing(ring(1)));

      assertThat(install(session, Contents.blank(at(9)))).isEqualTo(new Installed(at(9)));

      assertThat(session.store().keyRing()).isEqualTo(KeyRing.EMPTY);
    }
  }

  @Test
  default void rs34_a_store_without_a_commit_takes_the_ring_of_a_snapshot() {
    try (Session session = Session.open(this)) {
      install(session, Contents.blank(at(9)).with(ring(7)));

      assertThat(session.store().keyRing()).isEqualTo(ring(7));
    }
  }

  private static Object install(Session session, Contents snapshot) {
    Path source = session.freshPath("snapshot");
    return session.store().installSnapshot(SnapshotFile.write(source, Session.CLUSTER, snapshot));
  }

  /** The checksum is right each time, so that only the ring can be held against the file. */
  @Test
  default void rs35_a_snapshot_whose_ring_is_damaged_is_refused() throws IOException {
    Contents contents = Contents.blank(at(9)).with(ring(7));
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), putsWithRing(ring(1)));
      byte[] whole =
          Files.readAllBytes(
              SnapshotFile.write(session.freshPath("whole"), Session.CLUSTER, contents));
      int value = DamagedSnapshotRules.HEADER_LENGTH + 4 + KeyRingCodec.KEY.length() + 4;
      for (int place : List.of(value, value + 4, value + 8, value + 12)) {
        byte[] damaged = whole.clone();
        damaged[place] ^= 0x40;
        Path source = Files.write(session.freshPath("damaged"), SnapshotFile.sealed(damaged));

        assertRefused(Sentinel.SNAPSHOT_MALFORMED, session.store().installSnapshot(source));

        assertThat(session.store().keyRing()).as("flip at %s", place).isEqualTo(ring(1));
      }
    }
  }
}
