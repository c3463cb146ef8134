// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.domain.writer.RegistrationOutcome.Refused;
import io.pawl.domain.writer.RegistrationOutcome.Replayed;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRegistry;
import io.pawl.domain.writer.WriterRow;
import io.pawl.domain.writer.WriterRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

@Domain(EncryptionDomain.class)
class RegistrationDecisionsProperties {

  @Property
  void one_decision_is_the_registrys_answer_and_the_row_it_leaves(
      @ForAll @Size(max = 10) List<StoredRow> rows, @ForAll Registration registration) {
    WriterRows held = at(rows);

    Decision<RegistrationOutcome> decision = RegistrationDecisions.one(held, registration);

    assertThat(decision.outcome()).isEqualTo(WriterRegistry.decide(held, registration));
    assertThat(decision.changes()).isEqualTo(changeOf(decision.outcome()));
  }

  /** One after the other, each on the rows the one before it left. */
  @Property
  @StatisticsReport(StatisticsReportMode.OFF)
  void all_at_once_is_one_after_the_other_unless_any_is_refused(
      @ForAll @Size(max = 10) List<StoredRow> rows,
      @ForAll @Size(max = 5) List<Registration> registrations) {
    Map<WriterKey, WriterRow> state = map(rows);
    List<RegistrationOutcome> outcomes = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (Registration registration : registrations) {
      Decision<RegistrationOutcome> decision =
          RegistrationDecisions.one(key -> Optional.ofNullable(state.get(key)), registration);
      outcomes.add(decision.outcome());
      changes.addAll(decision.changes());
      decision.changes().forEach(change -> apply(state, change));
    }
    boolean refused = outcomes.stream().anyMatch(Refused.class::isInstance);

    Decision<List<RegistrationOutcome>> atOnce = RegistrationDecisions.all(at(rows), registrations);

    assertThat(atOnce.outcome()).isEqualTo(outcomes);
    assertThat(atOnce.changes()).isEqualTo(refused ? List.of() : changes);
    Statistics.label("refused")
        .collect(refused)
        .coverage(
            coverage -> {
              coverage.check(true).percentage(p -> p > 5);
              coverage.check(false).percentage(p -> p > 5);
            });
  }

  private static List<Change> changeOf(RegistrationOutcome outcome) {
    if (outcome instanceof Accepted accepted && !(outcome instanceof Replayed)) {
      return List.of(new RowPut(new StoredRow(accepted.registration().key(), accepted.row())));
    }
    return List.of();
  }

  private static WriterRows at(List<StoredRow> rows) {
    Map<WriterKey, WriterRow> map = map(rows);
    return key -> Optional.ofNullable(map.get(key));
  }

  private static Map<WriterKey, WriterRow> map(List<StoredRow> rows) {
    Map<WriterKey, WriterRow> map = new HashMap<>();
    rows.forEach(stored -> map.put(stored.key(), stored.row()));
    return map;
  }

  private static void apply(Map<WriterKey, WriterRow> state, Change change) {
    StoredRow stored = ((RowPut) change).stored();
    state.put(stored.key(), stored.row());
  }
}
