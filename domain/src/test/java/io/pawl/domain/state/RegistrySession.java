// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.statistics.Statistics;

/**
 * The registry as a replica runs it, rows kept as bytes, beside a {@link RegistrationHistory} that
 * knows nothing of rows. They must agree on every answer and on every row.
 */
final class RegistrySession {
  private final Map<Bytes, Bytes> stored = new TreeMap<>();
  private final RegistrationHistory history = new RegistrationHistory();

  void register(Registration registration) {
    String expected = history.answerTo(registration);

    Decision<RegistrationOutcome> decision = RegistrationDecisions.one(this::find, registration);

    assertThat(nameOf(decision.outcome())).as("%s", registration).isEqualTo(expected);
    apply(decision.changes());
    if (RegistrationHistory.isAcceptance(expected)) {
      history.accept(registration);
    }
    collect(decision.outcome());
  }

  void registerAll(List<Registration> registrations) {
    RegistrationHistory after = history.copy();
    List<String> expected = new ArrayList<>();
    for (Registration registration : registrations) {
      String answer = after.answerTo(registration);
      expected.add(answer);
      if (RegistrationHistory.isAcceptance(answer)) {
        after.accept(registration);
      }
    }

    Decision<List<RegistrationOutcome>> decision =
        RegistrationDecisions.all(this::find, registrations);

    assertThat(decision.outcome().stream().map(RegistrySession::nameOf).toList())
        .as("%s", registrations)
        .isEqualTo(expected);
    apply(decision.changes());
    if (expected.stream().allMatch(RegistrationHistory::isAcceptance)) {
      history.becomes(after);
    }
  }

  List<Registration> accepted() {
    return history.accepted();
  }

  void assertRowsAreWhatHistoryLeft() {
    Map<WriterKey, WriterRow> rows = new TreeMap<>();
    for (Map.Entry<Bytes, Bytes> entry : stored.entrySet()) {
      StoredRow row = decode(entry.getKey(), entry.getValue());
      rows.put(row.key(), row.row());
    }

    assertThat(rows).isEqualTo(history.rows());
  }

  void assertEveryEpochHasOneHolder() {
    assertThat(history.holdersPerEpoch().values()).allMatch(holders -> holders.size() == 1);
  }

  private Optional<WriterRow> find(WriterKey key) {
    return Optional.ofNullable(stored.get(StoredRowCodec.encodeKey(key)))
        .map(value -> decode(StoredRowCodec.encodeKey(key), value).row());
  }

  private void apply(List<Change> changes) {
    for (Change change : changes) {
      StoredRow row = ((RowPut) change).stored();
      stored.put(StoredRowCodec.encodeKey(row.key()), StoredRowCodec.encodeValue(row.row()));
    }
  }

  private static StoredRow decode(Bytes key, Bytes value) {
    return StoredRowCodec.decode(key, value)
        .orElse(
            malformed -> {
              throw new AssertionError(malformed);
            });
  }

  private static String nameOf(RegistrationOutcome outcome) {
    return outcome.getClass().getSimpleName();
  }

  private static void collect(RegistrationOutcome outcome) {
    Statistics.label("outcome").collect(nameOf(outcome));
  }

  @Override
  public String toString() {
    return "accepted so far: " + history.accepted();
  }
}
