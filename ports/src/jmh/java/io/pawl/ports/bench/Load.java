// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.bench;

/** How many rows there are, and which of them the work goes to. */
public enum Load {
  /** One key. */
  SMALL("1,000 rows", Rows.NODES, Rows.NODES),

  /**
   * A thousand keys, and work under the newest: what a cluster does, where nodes register under the
   * active key and the rows of the keys before it are kept.
   */
  LARGE("1,000,000, newest key", 1_000_000, Rows.NODES),

  /**
   * A thousand keys, and work under all of them evenly. No cluster does this; it shows what an
   * engine's caches, and the processor's, are worth.
   */
  SCATTERED("1,000,000, all keys", 1_000_000, 1_000_000);

  private final String label;
  private final int rows;
  private final int newest;

  Load(String label, int rows, int newest) {
    this.label = label;
    this.rows = rows;
    this.newest = newest;
  }

  String label() {
    return label;
  }

  int rows() {
    return rows;
  }

  /** The first of the rows that are worked on; all after it are, too. */
  int firstWorkedOn() {
    return rows - newest;
  }
}
