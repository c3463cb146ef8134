// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.SidecarTampered;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a sidecar: the canonical text of {@link LedgerText}, and before its last brace an
 * authentication code of that text.
 *
 * <pre>
 * {"version":1, ... "keys":{...}          ,"mac":"64 hex digits"}
 * {"version":1, ... "keys":{...}}         is what the code is of
 * </pre>
 *
 * The code is looked at first, so nothing is parsed that the node did not write. There is one text
 * for each ledger: bytes that say the same in another way are refused.
 */
final class LedgerCodec implements AutoCloseable {
  private static final String MAC_START = ",\"mac\":\"";
  private static final String MAC_END = "\"}";
  private static final int TAIL = MAC_START.length() + LedgerMac.LENGTH + MAC_END.length();

  /** Everything about a key but its wrapped bytes, and everything about no key but the name. */
  private static final int FIELDS_MAX = 128;

  private static final int HEAD_MAX = 512;
  private static final int ESCAPED_MAX = 6;

  private final SidecarOwner owner;
  private final LedgerMac mac;

  LedgerCodec(SidecarOwner owner, LedgerMac mac) {
    this.owner = owner;
    this.mac = mac;
  }

  SidecarOwner owner() {
    return owner;
  }

  /** No sidecar of this owner is longer. */
  int lengthMax() {
    int wrapped = (WrappedDek.LENGTH_MAX + 2) / 3 * 4;
    int name = Math.multiplyExact(owner.node().value().length(), ESCAPED_MAX);
    return Math.addExact(
        name, HEAD_MAX + KeyRing.KEYS_MAX * wrapped + Ledger.KEYS_MAX * FIELDS_MAX);
  }

  Bytes encode(Ledger ledger) {
    byte[] text = LedgerText.write(ledger, owner);
    byte[] tail = (MAC_START + mac.of(text) + MAC_END).getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = Arrays.copyOf(text, text.length - 1 + TAIL);
    System.arraycopy(tail, 0, bytes, text.length - 1, tail.length);
    return Bytes.copyOf(bytes);
  }

  /**
   * The ledger these bytes are of.
   *
   * @throws SidecarTampered they are not of a ledger of this owner
   */
  Ledger decode(byte[] bytes) {
    int end = bytes.length - TAIL;
    if (end < 0 || !mac.isOf(authenticated(bytes, end), code(bytes, end))) {
      throw new SidecarTampered("Its authentication code is not right.");
    }
    Ledger ledger = LedgerText.read(authenticated(bytes, end), owner);
    if (!encode(ledger).equals(Bytes.copyOf(bytes))) {
      throw new SidecarTampered("It is not written in the one way there is.");
    }
    return ledger;
  }

  private static byte[] authenticated(byte[] bytes, int end) {
    byte[] text = Arrays.copyOf(bytes, end + 1);
    text[end] = '}';
    return text;
  }

  private static byte[] code(byte[] bytes, int end) {
    int from = end + MAC_START.length();
    return Arrays.copyOfRange(bytes, from, from + LedgerMac.LENGTH);
  }

  @Override
  public void close() {
    mac.close();
  }
}
