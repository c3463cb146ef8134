// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.fake.State.Blank;
import io.pawl.ports.fake.State.Committed;
import io.pawl.ports.portable.SnapshotReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a store leaves behind when its process is gone: the bytes that are durable, and the commits
 * after them that a crash may take. Exactly one store holds it at a time.
 */
final class Disk {
  private final ClusterId cluster;
  private final List<Commit> unsynced = new ArrayList<>();
  private Bytes durable = Bytes.EMPTY;
  private boolean written;
  private boolean held;

  Disk(ClusterId cluster) {
    this.cluster = cluster;
  }

  /** Takes hold of the disk, unless somebody has it or its bytes are not what was written. */
  synchronized State acquire(StoreLocation location) {
    requireFree(location.home());
    if (!cluster.equals(location.cluster())) {
      throw new StorageRefused(
          Sentinel.STATE_MISMATCH,
          "%s is of cluster %s, not %s.".formatted(location.home(), cluster, location.cluster()));
    }
    State state = read();
    held = true;
    return state;
  }

  /** What whoever acquired it would find. */
  synchronized Glance glance(Path home) {
    requireFree(home);
    State state = read();
    return Glance.of(cluster, state.lastApplied(), state.keyRing());
  }

  private void requireFree(Path home) {
    if (held) {
      throw new StorageRefused(Sentinel.STORE_LOCKED, home + " is held.");
    }
  }

  synchronized void append(Commit commit) {
    unsynced.add(commit);
  }

  synchronized void write(State state) {
    unsynced.clear();
    if (state instanceof Committed committed) {
      durable = encode(committed);
      written = true;
    }
  }

  synchronized void release() {
    held = false;
  }

  /** A disk that nobody holds, with the durable bytes and those commits that survive. */
  synchronized Disk crash(UnaryOperator<List<Commit>> survivors) {
    State left = read();
    for (Commit commit : survivors.apply(List.copyOf(unsynced))) {
      left = left.after(commit);
    }
    Disk image = new Disk(cluster);
    image.write(left);
    return image;
  }

  synchronized void damage(UnaryOperator<byte[]> harm) {
    durable = Bytes.copyOf(harm.apply(durable.toArray()));
  }

  private State read() {
    return written ? decode() : new Blank();
  }

  private Bytes encode(Committed state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new StateFile(cluster, state).writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory is always writable.", e);
    }
    return Bytes.copyOf(out.toByteArray());
  }

  private State decode() {
    try (SnapshotReader reader = SnapshotReader.over(new ByteArrayInputStream(durable.toArray()))) {
      return StateFile.readFrom(reader)
          .orElse(
              malformed -> {
                throw new StorageCorrupted(malformed.detail());
              })
          .state();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory is always readable.", e);
    }
  }
}
