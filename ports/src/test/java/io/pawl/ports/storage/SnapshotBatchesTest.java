// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot that arrives in several writes, of which files may later lose the last. */
final class SnapshotBatchesTest {

  @Test
  void only_the_write_that_completes_a_snapshot_stands_at_its_position(@TempDir Path folder)
      throws IOException {
    Positions written = new Positions();

    fill(written, Snapshots.at(8193, folder));

    assertThat(written.positions).hasSize(3).last().isEqualTo(Places.at(8193));
    assertThat(written.positions.subList(0, 2))
        .allMatch(position -> Places.at(1).isAfter(position), "before every entry there is");
  }

  private static void fill(Generation next, Path snapshot) throws IOException {
    try (SnapshotReader reader = SnapshotReader.open(snapshot)) {
      SnapshotInstall install = new SnapshotInstall(reader, Places.CLUSTER);
      SnapshotHeader header =
          ((Value<SnapshotHeader>) install.admit(Optional::<LogPosition>empty)).value();
      install.fill(next, header);
    }
  }

  /** Remembers where each write stood, and nothing else. */
  private static final class Positions implements Generation {
    private final List<LogPosition> positions = new ArrayList<>();

    @Override
    public void write(LogPosition position, List<Change> changes) {
      positions.add(position);
    }

    @Override
    public void sync() {}

    @Override
    public void close() {}

    @Override
    public Optional<WriterRow> find(WriterKey key) {
      throw new UnsupportedOperationException("It is only filled.");
    }

    @Override
    public Optional<LogPosition> lastApplied() {
      throw new UnsupportedOperationException("It is only filled.");
    }

    @Override
    public KeyRing keyRing() {
      throw new UnsupportedOperationException("It is only filled.");
    }

    @Override
    public View view() {
      throw new UnsupportedOperationException("It is only filled.");
    }
  }
}
