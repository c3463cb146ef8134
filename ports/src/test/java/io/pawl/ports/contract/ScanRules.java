// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static io.pawl.ports.contract.Sample.DEK;
import static io.pawl.ports.contract.Sample.at;
import static io.pawl.ports.contract.Sample.key;
import static io.pawl.ports.contract.Sample.puts;
import static io.pawl.ports.contract.Sample.row;
import static io.pawl.ports.contract.Sample.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.DekId;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.WriterRegistryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** RS-9 to RS-12: reading many rows at once, while commits go on. */
interface ScanRules extends StoreUnderTest {

  /** Ids next to each other, and on both sides of every byte and sign that could overflow. */
  private static List<StoredRow> neighbours() {
    return LongStream.of(1, 2, 0xFF, 0x100, 0x7FFF_FFFFL, 0x8000_0000L, DekId.MAX - 1, DekId.MAX)
        .boxed()
        .flatMap(
            dek ->
                Stream.of(0, 1, 0xFF, 0x100, 0x7FFF, 0x8000, NodeSlot.MAX)
                    .map(slot -> row(key(dek, slot), 1)))
        .toList();
  }

  @Test
  default void rs9_a_scan_shows_exactly_the_rows_of_its_key_in_slot_order() {
    List<StoredRow> all = neighbours();
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(all));

      for (DekId dek : all.stream().map(row -> row.key().dek()).distinct().toList()) {
        List<StoredRow> expected = all.stream().filter(r -> r.key().dek().equals(dek)).toList();
        assertThat(scan(session.store(), dek)).as("key %s", dek).isEqualTo(expected);
      }
    }
  }

  @Test
  default void rs9_a_scan_of_a_key_without_rows_shows_none() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(key(1, 0), 1), row(key(3, 0), 1)));

      assertThat(scan(session.store(), new DekId(2))).isEmpty();
      assertThat(scan(session.store(), new DekId(DekId.MAX))).isEmpty();
    }
  }

  @Test
  default void rs10_a_scan_of_everything_shows_every_row_in_key_order() {
    List<StoredRow> all = neighbours();
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(all));

      List<StoredRow> seen = new ArrayList<>();
      session.store().scanAll(seen::add);

      assertThat(seen).isEqualTo(all);
    }
  }

  @Test
  default void rs11_a_scan_sees_every_commit_before_it() {
    try (Session session = Session.open(this)) {
      for (int index = 1; index <= 5; index++) {
        session.store().commit(at(index), puts(rows(3, index)));

        assertThat(scan(session.store(), DEK)).isEqualTo(rows(3, index));
      }
    }
  }

  @Test
  default void rs11_a_scan_sees_nothing_of_a_commit_after_it_began() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(rows(100, 1)));

      List<StoredRow> seen = new ArrayList<>();
      session.store().scan(DEK, row -> seen.add(afterOneMoreCommit(session.store(), row)));

      assertThat(seen).isEqualTo(rows(100, 1));
    }
  }

  /** Commits once, beside the scan; whether the commit waits for the scan is RS-12's business. */
  private static StoredRow afterOneMoreCommit(WriterRegistryStore store, StoredRow row) {
    if (row.key().slot().value() == 0) {
      commitBeside(store, rows(101, 2))
          .completeOnTimeout(CommitOutcome.SKIPPED, 2, TimeUnit.SECONDS)
          .join();
    }
    return row;
  }

  /** All rows carry the index of their commit as epoch, so that half a commit shows. */
  @Test
  default void rs11_scans_beside_commits_see_one_commit_each_and_never_an_old_one() {
    try (Session session = Session.open(this);
        Committer committer = Committer.start(session.store(), index -> puts(rows(4, index)))) {
      for (int i = 0; i < 500; i++) {
        int acknowledged = committer.acknowledged();

        List<StoredRow> seen = scan(session.store(), DEK);

        int epoch = seen.get(0).row().lastSeen().value();
        assertThat(seen).isEqualTo(rows(4, epoch));
        assertThat(epoch).isGreaterThanOrEqualTo(acknowledged);
      }
    }
  }

  @Test
  default void rs12_a_commit_does_not_wait_for_a_scan() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(0, 1)));

      session
          .store()
          .scanAll(
              row ->
                  assertThat(commitBeside(session.store(), rows(1, 2)))
                      .succeedsWithin(Duration.ofSeconds(5)));
    }
  }

  @Test
  default void rs12_a_visitor_may_read_the_store() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(rows(3, 1)));
      List<WriterKey> found = new ArrayList<>();

      session
          .store()
          .scanAll(row -> session.store().find(row.key()).ifPresent(same -> found.add(row.key())));

      assertThat(found).hasSize(3);
    }
  }

  private static CompletableFuture<CommitOutcome> commitBeside(
      WriterRegistryStore store, List<StoredRow> rows) {
    return CompletableFuture.supplyAsync(
        () -> store.commit(at(2), puts(rows)), task -> new Thread(task, "beside").start());
  }

  private static List<StoredRow> scan(WriterRegistryStore store, DekId dek) {
    List<StoredRow> rows = new ArrayList<>();
    store.scan(dek, rows::add);
    return rows;
  }
}
