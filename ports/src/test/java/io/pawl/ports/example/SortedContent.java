// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.example;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The rows and the key ring, as the changes so far have left them. */
final class SortedContent implements Change.Cases<SortedContent> {
  private final NavigableMap<WriterKey, WriterRow> rows = new TreeMap<>();
  private KeyRing keyRing = KeyRing.EMPTY;

  NavigableMap<WriterKey, WriterRow> rows() {
    return rows;
  }

  KeyRing keyRing() {
    return keyRing;
  }

  void change(Change change) {
    change.match(this);
  }

  @Override
  public SortedContent rowPut(RowPut put) {
    rows.put(put.stored().key(), put.stored().row());
    return this;
  }

  @Override
  public SortedContent keyRingPut(KeyRingPut put) {
    keyRing = put.ring();
    return this;
  }
}
