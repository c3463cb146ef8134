// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import io.pawl.domain.wire.Bytes;
import java.nio.ByteBuffer;

/** Opens the hash to the vectors: some of their byte strings are in no name's UTF-8. */
public final class NodeIdHash {

  private NodeIdHash() {}

  public static NodeId of(Bytes utf8) {
    return NodeId.ofUtf8(ByteBuffer.wrap(utf8.toArray()));
  }
}
