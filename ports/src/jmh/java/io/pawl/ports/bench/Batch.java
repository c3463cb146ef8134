// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.bench;

import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.state.StoredRowCodec;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows to write in one commit: as changes for a store, and as the very bytes the store makes of
 * them for a bare engine. Made before the clock runs, so that neither side is charged for it.
 */
public final class Batch {
  private final List<Change> changes;
  private final byte[][] keys;
  private final byte[][] values;

  private Batch(List<StoredRow> rows) {
    this.changes = rows.stream().<Change>map(RowPut::new).toList();
    this.keys =
        rows.stream()
            .map(row -> StoredRowCodec.encodeKey(row.key()).toArray())
            .toArray(byte[][]::new);
    this.values =
        rows.stream()
            .map(row -> StoredRowCodec.encodeValue(row.row()).toArray())
            .toArray(byte[][]::new);
  }

  static Batch of(IntStream numbers) {
    return new Batch(numbers.mapToObj(Rows::row).toList());
  }

  public List<Change> changes() {
    return changes;
  }

  public int size() {
    return keys.length;
  }

  /** The key of the n-th row, shared: whoever gets it leaves it as it is. */
  public byte[] key(int n) {
    return keys[n];
  }

  /** The value of the n-th row, shared as the key is. */
  public byte[] value(int n) {
    return values[n];
  }
}
