// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pawl.app.bench.Bench.Plan;
import io.pawl.app.bench.Bench.Work;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who comes back while a registry is measured. */
final class AdvancesTest {
  private static final int ROWS = 5_000;

  @Test
  void the_writers_of_the_newest_key_come_back_once_in_each_epoch() {
    Advances advances = plan(Work.NEWEST_KEY, ROWS).advances(ROWS);

    for (int epoch = 1; epoch <= 2; epoch++) {
      List<Registration> taken = take(advances, 1_000);
      int expected = epoch;
      assertThat(taken)
          .allSatisfy(each -> assertThat(each.dek()).isEqualTo(new DekId(5)))
          .allSatisfy(each -> assertThat(each.epoch().value()).isEqualTo(expected))
          .extracting(Registration::node)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void the_writers_of_all_keys_come_back_if_that_is_asked_for() {
    List<Registration> taken = take(plan(Work.ALL_KEYS, ROWS).advances(ROWS), ROWS);

    assertThat(taken).extracting(Registration::key).doesNotHaveDuplicates();
    assertThat(taken).extracting(Registration::dek).contains(new DekId(1), new DekId(5));
    assertThat(rowsOf(new Proposals().take(ROWS))).isEqualTo(rowsOf(taken));
  }

  @Test
  void a_registry_of_less_than_a_key_has_the_writers_it_has() {
    assertThat(take(plan(Work.NEWEST_KEY, 600).advances(600), 600))
        .extracting(Registration::key)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_registry_without_a_row_to_spare_or_with_half_a_key_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(Work.NEWEST_KEY, 512))
        .withMessageContaining("more than 512");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(Work.NEWEST_KEY, 1_500))
        .withMessageContaining("multiple");
  }

  private static Plan plan(Work work, int rows) {
    return new Plan("rocksdb", 1, Duration.ofSeconds(1), List.of(rows), work);
  }

  private static List<Registration> take(Advances advances, int count) {
    return Stream.generate(advances::take).limit(count).flatMap(List::stream).toList();
  }

  private static Set<WriterKey> rowsOf(List<Registration> registrations) {
    return new HashSet<>(registrations.stream().map(Registration::key).toList());
  }
}
