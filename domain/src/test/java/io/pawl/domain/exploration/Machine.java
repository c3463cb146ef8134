// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

/** A disk with the last epoch that was written to it, 0 for none, and a memory. */
record Machine(int disk, Memory memory) {
  static final Machine NEW = new Machine(0, Memory.OFF);

  Machine withDisk(int epoch) {
    return new Machine(epoch, memory);
  }

  Machine with(Memory other) {
    return new Machine(disk, other);
  }
}
