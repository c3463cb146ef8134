// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;

/**
 * The twelve bytes that AES-GCM must never see twice: slot, epoch, count. They are its identity.
 */
record Nonce(Bytes bytes) {

  static Nonce of(NodeSlot slot, LocalEpoch epoch, long count) {
    return new Nonce(ByteTape.ofLength(12).u16(slot.value()).u16(epoch.value()).u64(count).bytes());
  }

  int epoch() {
    byte[] array = bytes.toArray();
    return Byte.toUnsignedInt(array[2]) << 8 | Byte.toUnsignedInt(array[3]);
  }

  @Override
  public String toString() {
    String hex = bytes.toHex();
    return hex.substring(0, 4) + " " + hex.substring(4, 8) + " " + hex.substring(8);
  }
}
