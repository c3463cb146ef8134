// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static io.pawl.ports.contract.Refusals.assertRefused;
import static io.pawl.ports.contract.Sample.at;
import static io.pawl.ports.contract.Sample.puts;
import static io.pawl.ports.contract.Sample.row;
import static io.pawl.ports.contract.Sample.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.contract.Damage.Kind;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.InstallOutcome.Refused;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RS-27: what is not a whole and undamaged snapshot never gets in. */
interface DamagedSnapshotRules extends StoreUnderTest {
  /** How many places of a snapshot are damaged; as many as there are, in a deep run. */
  int PLACES = Integer.getInteger("pawl.damage.places", 200) / 4;

  int HEADER_LENGTH = 49;
  int VERSION_AT = 8;

  @Test
  default void rs27_a_snapshot_cut_short_is_refused() throws IOException {
    try (Session session = withRows()) {
      byte[] whole = wholeSnapshot(session);

      for (int length : placesIn(whole)) {
        byte[] cut = new Damage(Kind.CUT, 0, 0).applyTo(whole, length);
        assertRefusedAndUnchanged(session, Sentinel.SNAPSHOT_MALFORMED, cut);
      }
    }
  }

  @Test
  default void rs27_a_snapshot_with_a_flipped_bit_is_refused() throws IOException {
    try (Session session = withRows()) {
      byte[] whole = wholeSnapshot(session);
      Contents before = Contents.of(session.store());

      for (int offset : placesIn(whole)) {
        byte[] flipped = new Damage(Kind.FLIP, 0, offset % 8).applyTo(whole, offset);
        InstallOutcome outcome = install(session, flipped);

        assertThat(outcome)
            .as("bit flipped at %s", offset)
            .isInstanceOfSatisfying(
                Refused.class,
                refused -> assertThat(refused.sentinel()).isIn(sentinelsOfFlipAt(offset)));
        assertThat(Contents.of(session.store())).as("flip at %s", offset).isEqualTo(before);
      }
    }
  }

  /** In the header a flip may make another cluster's snapshot of it, or an older one. */
  private static Set<Sentinel> sentinelsOfFlipAt(int offset) {
    if (offset == VERSION_AT) {
      return Set.of(Sentinel.SNAPSHOT_VERSION_UNKNOWN);
    }
    return offset < VERSION_AT || offset >= HEADER_LENGTH
        ? Set.of(Sentinel.SNAPSHOT_MALFORMED)
        : Set.of(Sentinel.SNAPSHOT_MALFORMED, Sentinel.SNAPSHOT_FOREIGN, Sentinel.SNAPSHOT_STALE);
  }

  @Test
  default void rs27_a_snapshot_with_bytes_behind_its_end_is_refused() throws IOException {
    try (Session session = withRows()) {
      byte[] whole = wholeSnapshot(session);

      byte[] longer = Arrays.copyOf(whole, whole.length + 1);
      assertRefusedAndUnchanged(session, Sentinel.SNAPSHOT_MALFORMED, longer);
    }
  }

  @Test
  default void rs27_a_snapshot_of_an_unknown_version_is_refused() throws IOException {
    try (Session session = withRows()) {
      byte[] other = wholeSnapshot(session);
      other[VERSION_AT] = 2;

      assertRefusedAndUnchanged(
          session, Sentinel.SNAPSHOT_VERSION_UNKNOWN, SnapshotFile.sealed(other));
    }
  }

  @Test
  default void rs27_a_file_of_another_kind_is_refused() throws IOException {
    try (Session session = withRows()) {
      byte[] other = wholeSnapshot(session);
      other[0] = 'p';

      assertRefusedAndUnchanged(session, Sentinel.SNAPSHOT_MALFORMED, SnapshotFile.sealed(other));
      assertRefusedAndUnchanged(session, Sentinel.SNAPSHOT_MALFORMED, new byte[0]);
    }
  }

  @Test
  default void rs27_a_snapshot_whose_rows_are_out_of_order_is_refused() throws IOException {
    assertRowsRefused(2, row(1, 2), row(0, 2));
    assertRowsRefused(2, row(1, 2), row(1, 2));
  }

  @Test
  default void rs27_a_snapshot_with_another_number_of_rows_is_refused() throws IOException {
    assertRowsRefused(3, row(0, 2), row(1, 2));
    assertRowsRefused(1, row(0, 2), row(1, 2));
    assertRowsRefused(Long.MAX_VALUE, row(0, 2), row(1, 2));
  }

  /** The checksum is right, so that nothing but the rows can be held against the file. */
  private void assertRowsRefused(long count, StoredRow... rows) throws IOException {
    try (Session session = withRows()) {
      Path file = session.freshPath("snapshot");
      try (OutputStream out = Files.newOutputStream(file)) {
        SnapshotHeader header = new SnapshotHeader(Session.CLUSTER, at(9), count);
        SnapshotWriter.write(out, header, KeyRing.EMPTY, sink -> List.of(rows).forEach(sink));
      }
      assertRefusedAndUnchanged(session, Sentinel.SNAPSHOT_MALFORMED, Files.readAllBytes(file));
    }
  }

  @Test
  default void rs27_the_whole_snapshot_is_installed_after_a_damaged_one() throws IOException {
    try (Session session = withRows()) {
      byte[] whole = wholeSnapshot(session);
      install(session, Arrays.copyOf(whole, whole.length - 1));

      session.store().commit(at(2), puts(row(4, 2)));

      assertThat(install(session, whole)).isEqualTo(new Installed(at(9)));
      assertThat(Contents.of(session.store())).isEqualTo(Contents.of(at(9), rows(5, 2)));
    }
  }

  private Session withRows() {
    Session session = Session.open(this);
    session.store().commit(at(1), puts(rows(3, 1)));
    return session;
  }

  private static byte[] wholeSnapshot(Session session) throws IOException {
    Contents contents = Contents.of(at(9), rows(5, 2));
    return Files.readAllBytes(
        SnapshotFile.write(session.freshPath("whole"), Session.CLUSTER, contents));
  }

  /** Every place from the first byte to the last, or as many of them as are asked for. */
  private static List<Integer> placesIn(byte[] whole) {
    int places = Math.min(PLACES, whole.length);
    return IntStream.range(0, places)
        .mapToObj(i -> (int) ((long) i * whole.length / places))
        .toList();
  }

  private static void assertRefusedAndUnchanged(Session session, Sentinel sentinel, byte[] file)
      throws IOException {
    Contents before = Contents.of(session.store());

    assertRefused(sentinel, install(session, file));

    assertThat(Contents.of(session.store())).isEqualTo(before);
  }

  private static InstallOutcome install(Session session, byte[] file) throws IOException {
    Path source = Files.write(session.freshPath("snapshot"), file);
    return session.store().installSnapshot(source);
  }
}
