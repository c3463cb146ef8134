// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.storage.FileSteps;
import java.nio.file.Path;
import java.util.Arrays;

/** A cluster with two nodes and three keys, as far as sidecars are concerned. */
final class Samples {
  static final NodeName NODE = new NodeName("n1");
  static final NodeName NEIGHBOUR = new NodeName("n2");
  static final ClusterId CLUSTER = ClusterId.of("pawl", 0);
  static final SidecarOwner OWNER = new SidecarOwner(CLUSTER, NODE);
  static final DekId STORAGE = new DekId(7);
  static final DekId RAFT = new DekId(8);
  static final DekId NEXT_STORAGE = new DekId(9);

  static final KeyRing.Filled RING =
      KeyRing.ofFirst(key(STORAGE, Purpose.STORAGE, 1), key(RAFT, Purpose.RAFT, 1));
  static final KeyRing.Filled ROTATED = RING.rotatedTo(key(NEXT_STORAGE, Purpose.STORAGE, 5));

  private static final int KEK = 0x5a;

  private Samples() {}

  static RingKey key(DekId id, Purpose purpose, long index) {
    byte[] wrapped = new byte[60];
    Arrays.fill(wrapped, (byte) id.value());
    return new RingKey(
        id,
        purpose,
        new WrappedDek(Bytes.copyOf(wrapped)),
        new CreatedAt.Recorded(1_700_000_000_000L + index),
        index);
  }

  /** Of a node that registered this epoch last. */
  static StoredRow row(NodeName node, DekId dek, int epoch) {
    NodeId id = NodeId.of(node);
    return new StoredRow(
        new WriterKey(dek, id.slot()),
        new WriterRow(id, epoch(0), epoch(epoch), new Incarnation.Drawn(1, 2)));
  }

  static LocalEpoch epoch(int value) {
    return new LocalEpoch(value);
  }

  static LedgerCodec codec(SidecarOwner owner) {
    return codec(owner, KEK);
  }

  static LedgerCodec codec(SidecarOwner owner, int kek) {
    byte[] bytes = new byte[SecretBytes.LENGTH];
    Arrays.fill(bytes, (byte) kek);
    return new LedgerCodec(owner, new LedgerMac(SecretBytes.copyOf(bytes, SecretAccess.granted())));
  }

  static FileSidecar open(Path data) {
    return open(data, FileSteps.LOCAL);
  }

  static FileSidecar open(Path data, FileSteps steps) {
    return FileSidecar.open(data, codec(OWNER), steps);
  }

  static Path fileIn(Path data) {
    return data.resolve("encryption").resolve("keys.json");
  }
}
