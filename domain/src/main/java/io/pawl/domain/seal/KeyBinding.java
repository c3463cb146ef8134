// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * What a wrapped DEK is bound to. Moved to another cluster, key id or purpose it does not unwrap.
 *
 * <pre>
 * "pawl.kek.v1" 11 | cluster_id 16 | dek_id u32 | purpose u8
 * </pre>
 */
public record KeyBinding(ClusterId cluster, DekId id, Purpose purpose) {
  private static final Bytes LABEL =
      Bytes.copyOf("pawl.kek.v1".getBytes(StandardCharsets.US_ASCII));

  /** The additional data that is authenticated with the key. */
  public Bytes additionalBytes() {
    return ByteTape.ofLength(LABEL.length() + 16 + 4 + 1)
        .run(LABEL)
        .u64(cluster.high())
        .u64(cluster.low())
        .u32(id.value())
        .u8(purpose.code())
        .bytes();
  }
}
