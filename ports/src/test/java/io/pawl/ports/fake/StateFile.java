// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.fake.State.Committed;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotReader;
import io.pawl.ports.portable.SnapshotWriter;
import java.io.IOException;
import java.io.OutputStream;

/** A state in the portable snapshot format, which is also how the simulated disk keeps it. */
record StateFile(ClusterId cluster, Committed state) {

  void writeTo(OutputStream out) throws IOException {
    SnapshotHeader header =
        SnapshotHeader.of(cluster, state.position(), state.keyRing(), state.rows().size());
    SnapshotWriter.write(out, header, state.keyRing(), state::scanAll);
  }

  /** The file as a whole, or what is wrong with it. */
  static Decoded<StateFile> readFrom(SnapshotReader reader) throws IOException {
    Replacement content = Replacement.ofNothing();
    Decoded<SnapshotHeader> header = reader.header();
    if (header instanceof Value<SnapshotHeader> found) {
      header = reader.rows(found.value(), content::accept);
    }
    return header.flatMap(
        whole -> new Value<>(new StateFile(whole.cluster(), content.at(whole.position()))));
  }
}
