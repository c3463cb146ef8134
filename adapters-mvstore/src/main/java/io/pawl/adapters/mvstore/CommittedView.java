// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.storage.Generation.View;
import java.util.Optional;
import java.util.function.Consumer;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** A committed state, held until it is closed. */
final class CommittedView implements View {
  private final Committed state;
  private final MvStoreFailures failures;

  CommittedView(Committed state, MvStoreFailures failures) {
    this.state = state;
    this.failures = failures;
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    return state.applied().position();
  }

  @Override
  public KeyRing keyRing() {
    return state.applied().keyRing();
  }

  @Override
  public long rowCount() {
    return state.applied().rows();
  }

  @Override
  public void scanAll(Consumer<StoredRow> visitor) {
    between(null, null).forEach(visitor);
  }

  @Override
  public void scan(DekId dek, Consumer<StoredRow> visitor) {
    between(RowKeyType.first(dek), RowKeyType.last(dek)).forEach(visitor);
  }

  private RowCursor between(@Nullable Long first, @Nullable Long last) {
    try {
      return new RowCursor(state.between(first, last), failures);
    } catch (MVStoreException e) {
      throw failures.translate("scan", e);
    }
  }

  @Override
  public void close() {
    state.release();
  }
}
