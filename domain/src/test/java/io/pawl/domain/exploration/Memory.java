// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

/** What a process knows while it runs, and loses when it ends. */
record Memory(Phase phase, int epoch, int load, int count) {
  static final Memory OFF = new Memory(Phase.OFF, 0, 0, 0);

  enum Phase {
    OFF,
    ASKING,
    HOLDING,
    REFUSED
  }

  /** {@code load} counts loads from 1 and stands for the sixteen bytes that a real one draws. */
  static Memory asking(int epoch, int load) {
    return new Memory(Phase.ASKING, epoch, load, 0);
  }

  Memory holding() {
    return new Memory(Phase.HOLDING, epoch, load, count);
  }

  Memory refused() {
    return new Memory(Phase.REFUSED, 0, load, 0);
  }

  Memory counted() {
    return new Memory(phase, epoch, load, count + 1);
  }

  boolean is(Phase asked) {
    return phase == asked;
  }
}
