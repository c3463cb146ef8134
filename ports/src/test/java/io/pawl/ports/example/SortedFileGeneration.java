// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.example;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotWriter;
import io.pawl.ports.storage.DurableFile;
import io.pawl.ports.storage.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows and key ring in memory. A crash loses every write since the last sync, which is a suffix; a
 * sync replaces the file as a whole, so that no crash tears it.
 */
final class SortedFileGeneration implements Generation {
  private final Path file;
  private final ClusterId cluster;
  private final SortedContent content;
  private @Nullable LogPosition position;

  private SortedFileGeneration(
      Path file, ClusterId cluster, SortedContent content, @Nullable LogPosition position) {
    this.file = file;
    this.cluster = cluster;
    this.content = content;
    this.position = position;
  }

  static SortedFileGeneration empty(Path file, ClusterId cluster) {
    return new SortedFileGeneration(file, cluster, new SortedContent(), null);
  }

  static SortedFileGeneration of(Path file, SnapshotHeader header, SortedContent content) {
    return new SortedFileGeneration(file, header.cluster(), content, header.position());
  }

  @Override
  public synchronized Optional<WriterRow> find(WriterKey key) {
    return Optional.ofNullable(content.rows().get(key));
  }

  @Override
  public synchronized KeyRing keyRing() {
    return content.keyRing();
  }

  @Override
  public synchronized Optional<LogPosition> lastApplied() {
    return Optional.ofNullable(position);
  }

  @Override
  public synchronized void write(LogPosition writtenAt, List<Change> changes) {
    changes.forEach(content::change);
    position = writtenAt;
  }

  /** Writes a copy, so that nobody waits for the disk. */
  @Override
  public void sync() {
    View copy = view();
    if (copy.lastApplied().isEmpty()) {
      return;
    }
    LogPosition copied = copy.lastApplied().get();
    SnapshotHeader header = SnapshotHeader.of(cluster, copied, copy.keyRing(), copy.rowCount());
    try {
      DurableFile.replace(
          file, out -> SnapshotWriter.write(out, header, copy.keyRing(), copy::scanAll));
    } catch (IOException e) {
      throw new StorageUnavailable("Writing " + file + " failed.", e);
    }
  }

  @Override
  public synchronized View view() {
    return new Copy(new TreeMap<>(content.rows()), content.keyRing(), position);
  }

  /** Nothing stays open between two syncs. */
  @Override
  public void close() {}

  /** What nobody writes to stands still. */
  private record Copy(
      NavigableMap<WriterKey, WriterRow> rows, KeyRing keyRing, @Nullable LogPosition position)
      implements View {

    @Override
    public Optional<LogPosition> lastApplied() {
      return Optional.ofNullable(position);
    }

    @Override
    public long rowCount() {
      return rows.size();
    }

    @Override
    public void scanAll(Consumer<StoredRow> visitor) {
      show(rows, visitor);
    }

    @Override
    public void scan(DekId dek, Consumer<StoredRow> visitor) {
      WriterKey first = new WriterKey(dek, new NodeSlot(0));
      WriterKey last = new WriterKey(dek, new NodeSlot(NodeSlot.MAX));
      show(rows.subMap(first, true, last, true), visitor);
    }

    private static void show(Map<WriterKey, WriterRow> rows, Consumer<StoredRow> visitor) {
      rows.forEach((key, row) -> visitor.accept(new StoredRow(key, row)));
    }

    @Override
    public void close() {}
  }
}
