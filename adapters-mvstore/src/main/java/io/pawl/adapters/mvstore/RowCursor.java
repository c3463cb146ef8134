// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageCorrupted;
import java.util.function.Consumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVStoreException;

/** Goes through rows in key order. What the visitor throws is the visitor's, not MVStore's. */
final class RowCursor {
  private final Cursor<Long, WriterRow> cursor;
  private final MvStoreFailures failures;

  RowCursor(Cursor<Long, WriterRow> cursor, MvStoreFailures failures) {
    this.cursor = cursor;
    this.failures = failures;
  }

  void forEach(Consumer<StoredRow> visitor) {
    while (hasNext()) {
      visitor.accept(stored(cursor.next(), cursor.getValue()));
    }
  }

  private boolean hasNext() {
    try {
      return cursor.hasNext();
    } catch (MVStoreException e) {
      throw failures.translate("scan", e);
    }
  }

  static StoredRow stored(long packed, WriterRow row) {
    requireTogether(packed, row);
    return new StoredRow(RowKeyType.unpack(packed), row);
  }

  /** A row stands at its owner's slot, and no row under key id 0. */
  static void requireTogether(long packed, WriterRow row) {
    if (!row.owner().slot().equals(RowKeyType.slot(packed)) || packed >>> Short.SIZE == 0) {
      throw new StorageCorrupted("A row of %s stands at key %x.".formatted(row.owner(), packed));
    }
  }
}
