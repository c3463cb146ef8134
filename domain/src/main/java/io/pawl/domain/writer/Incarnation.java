// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

/**
 * Who asks. Drawn at random for each registration and sent again with each repetition of it, it is
 * what tells a repeated request from one of a second copy of the same machine: both know the same
 * epoch, only one knows this.
 */
public sealed interface Incarnation {

  /** Sixteen random bytes, big-endian in two halves. */
  record Drawn(long high, long low) implements Incarnation {
    @Override
    public String toString() {
      return "%016x%016x".formatted(high, low);
    }
  }

  /**
   * Written before incarnations existed. Two absences are the same load: there is no way to tell.
   */
  record Absent() implements Incarnation {
    @Override
    public String toString() {
      return "absent";
    }
  }

  Incarnation ABSENT = new Absent();
}
