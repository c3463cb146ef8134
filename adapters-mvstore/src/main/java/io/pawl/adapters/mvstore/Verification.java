// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageCorrupted;
import org.h2.mvstore.Cursor;

/**
 * Reads a whole state once, before anybody relies on it. The checks of the blocks say that every
 * block is one that was written there; this says that together they are one state and the latest:
 * that each row decodes and is found where a lookup seeks it, and that all rows amount to what was
 * recorded with the last of them.
 */
final class Verification {

  private Verification() {}

  static void verify(Committed state) {
    Applied recorded = state.applied();
    Applied found = readAll(state);
    if (!found.amountsToTheSameAs(recorded)) {
      throw new StorageCorrupted(
          "There are %d rows, which are not the %d rows of %s."
              .formatted(found.rows(), recorded.rows(), recorded.position()));
    }
  }

  private static Applied readAll(Committed state) {
    Applied found = Applied.NOTHING;
    long previous = -1;
    Cursor<Long, WriterRow> cursor = state.between(null, null);
    while (cursor.hasNext()) {
      Long key = cursor.next();
      WriterRow row = cursor.getValue();
      RowCursor.requireTogether(key, row);
      if (key <= previous || !row.equals(state.find(key))) {
        throw new StorageCorrupted("The row at key %x is not where it is sought.".formatted(key));
      }
      found = found.plus(key, row);
      previous = key;
    }
    return found;
  }
}
