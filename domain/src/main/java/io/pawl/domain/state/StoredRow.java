// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;

/** A registry row together with where it stands. The owner's slot is the slot it stands at. */
public record StoredRow(WriterKey key, WriterRow row) {

  public StoredRow {
    checkArgument(standsAt(key, row), "A row of %s cannot stand at %s.", row.owner(), key);
  }

  static boolean standsAt(WriterKey key, WriterRow row) {
    return row.owner().slot().equals(key.slot());
  }
}
