// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time, out of an array and into one. */
final class Words {
  private static final VarHandle VIEW =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Words() {}

  static long get(byte[] bytes, int place) {
    return (long) VIEW.get(bytes, place * Long.BYTES);
  }

  static void put(byte[] bytes, int place, long word) {
    VIEW.set(bytes, place * Long.BYTES, word);
  }
}
