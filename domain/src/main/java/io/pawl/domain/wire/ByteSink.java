// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

/** Takes big-endian integers, front to back. */
public interface ByteSink {

  ByteSink u8(int value);

  ByteSink u16(int value);

  ByteSink u32(long value);

  ByteSink u64(long value);
}
