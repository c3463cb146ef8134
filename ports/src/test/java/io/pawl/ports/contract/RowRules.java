// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static io.pawl.ports.contract.Sample.at;
import static io.pawl.ports.contract.Sample.key;
import static io.pawl.ports.contract.Sample.puts;
import static io.pawl.ports.contract.Sample.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.key.DekId;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

/** RS-1 to RS-3: single rows. */
interface RowRules extends StoreUnderTest {

  @Test
  default void rs1_a_new_store_holds_nothing() {
    try (Session session = Session.open(this)) {
      assertThat(session.store().find(key(7, 0))).isEmpty();
      assertThat(session.store().lastApplied()).isEmpty();
      assertThat(Contents.rowsOf(session.store())).isEmpty();
    }
  }

  @Test
  default void rs1_a_row_is_absent_until_it_is_put() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(key(7, 1), 0)));

      assertThat(session.store().find(key(7, 0))).isEmpty();
      assertThat(session.store().find(key(7, 2))).isEmpty();
      assertThat(session.store().find(key(8, 1))).isEmpty();
    }
  }

  @Test
  default void rs2_a_row_without_incarnation_is_found_as_it_was_put() {
    WriterRow withoutIncarnation =
        new WriterRow(new NodeId(0x8001), new LocalEpoch(0), new LocalEpoch(1), Incarnation.ABSENT);

    assertFoundAsPut(new StoredRow(key(7, 0x8001), withoutIncarnation));
  }

  @Test
  default void rs2_a_row_with_incarnation_is_found_as_it_was_put() {
    WriterRow withIncarnation =
        new WriterRow(
            new NodeId(-1),
            new LocalEpoch(LocalEpoch.MAX),
            new LocalEpoch(LocalEpoch.MAX),
            new Incarnation.Drawn(-1, Long.MIN_VALUE));

    assertFoundAsPut(new StoredRow(key(DekId.MAX, NodeSlot.MAX), withIncarnation));
  }

  private void assertFoundAsPut(StoredRow stored) {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(stored));

      assertThat(session.store().find(stored.key())).contains(stored.row());
    }
  }

  @Property(tries = 25)
  @Domain(EncryptionDomain.class)
  default void rs2_every_key_has_the_row_that_was_put_last(
      @ForAll @NotEmpty @Size(max = 40) List<StoredRow> rows) {
    try (Session session = Session.open(this)) {
      SortedMap<WriterKey, WriterRow> expected = new TreeMap<>();
      for (int i = 0; i < rows.size(); i++) {
        StoredRow stored = rows.get(i);
        session.store().commit(at(i), puts(stored));
        expected.put(stored.key(), stored.row());
      }

      expected.forEach((key, row) -> assertThat(session.store().find(key)).contains(row));
    }
  }

  /** The neighbours in every direction, where a byte or a sign overflows. */
  @Test
  default void rs3_a_commit_changes_no_other_row() {
    List<StoredRow> before =
        List.of(
            row(key(1, 0), 1),
            row(key(1, NodeSlot.MAX), 1),
            row(key(2, 0), 1),
            row(key(2, NodeSlot.MAX), 1),
            row(key(3, 0), 1),
            row(key(0x7FFF_FFFFL, NodeSlot.MAX), 1),
            row(key(0x8000_0000L, 0), 1),
            row(key(DekId.MAX, NodeSlot.MAX), 1));
    List<StoredRow> touched = List.of(row(key(2, 1), 2), row(key(1, 0), 2), row(key(2, 0), 2));
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(before));
      Contents expected = Contents.of(session.store()).after(at(2), puts(touched));

      session.store().commit(at(2), puts(touched));

      assertThat(Contents.of(session.store())).isEqualTo(expected);
    }
  }
}
