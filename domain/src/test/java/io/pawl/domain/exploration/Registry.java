// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import com.google.common.collect.ImmutableMap;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.domain.writer.WriterRows;
import java.util.Optional;

/** The rows a cluster has committed, as values. */
record Registry(ImmutableMap<WriterKey, WriterRow> rows) implements WriterRows {
  static final Registry EMPTY = new Registry(ImmutableMap.of());

  @Override
  public Optional<WriterRow> find(WriterKey key) {
    return Optional.ofNullable(rows.get(key));
  }

  Registry with(Accepted accepted) {
    ImmutableMap.Builder<WriterKey, WriterRow> after = ImmutableMap.builder();
    after.putAll(rows).put(accepted.registration().key(), accepted.row());
    return new Registry(after.buildKeepingLast());
  }

  /** The highest epoch of any row, 0 if there is none. */
  int lastSeen() {
    return rows.values().stream().mapToInt(row -> row.lastSeen().value()).max().orElse(0);
  }
}
