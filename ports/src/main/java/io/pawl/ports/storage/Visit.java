// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import io.pawl.domain.state.StoredRow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows what a visitor threw from what the visited store threw: a visitor may use another store,
 * and a fault of that one is none of this one.
 */
final class Visit implements Consumer<StoredRow> {
  private final Consumer<StoredRow> visitor;
  private @Nullable RuntimeException thrown;

  Visit(Consumer<StoredRow> visitor) {
    this.visitor = visitor;
  }

  @Override
  public void accept(StoredRow row) {
    try {
      visitor.accept(row);
    } catch (RuntimeException e) {
      thrown = e;
      throw e;
    }
  }

  boolean threw(RuntimeException failure) {
    return failure == thrown;
  }
}
