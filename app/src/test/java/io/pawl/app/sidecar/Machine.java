// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.WriterRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A machine with a data folder, a process on it, and the session that this process opens. */
final class Machine implements AutoCloseable {
  private static final AtomicLong LOADS = new AtomicLong();

  private final Path data;
  private final NodeName name;
  private Map<DekId, LocalEpoch> told = new TreeMap<>();
  private FileSidecar sidecar;
  private Incarnation incarnation = Incarnation.ABSENT;
  private @Nullable Session chosen;
  private @Nullable Session spent;
  private boolean registered;

  Machine(Path data, NodeName name) {
    this.data = data;
    this.name = name;
    this.sidecar = load();
  }

  NodeName name() {
    return name;
  }

  NodeId id() {
    return NodeId.of(name);
  }

  /** What its sidecar has to say, by a map that was told the same. */
  Map<DekId, LocalEpoch> told() {
    return told;
  }

  void choose(DekId dek, Optional<WriterRow> row) {
    int last =
        Stream.of(row.map(WriterRow::lastSeen), sidecar.lastSpent(dek))
            .flatMap(Optional::stream)
            .mapToInt(LocalEpoch::value)
            .max()
            .orElse(-1);
    chosen = new Session(dek, new LocalEpoch(last + 1), incarnation);
  }

  Optional<Session> spend() {
    Session session = chosen;
    chosen = null;
    if (session == null) {
      return Optional.empty();
    }
    sidecar.spend(session.dek(), session.epoch());
    told.put(session.dek(), session.epoch());
    spent = session;
    registered = false;
    return Optional.of(session);
  }

  boolean isAboutToSpend() {
    return chosen != null;
  }

  boolean isAboutToRegister() {
    return spent != null && !registered;
  }

  Optional<Session> takeToTheRegistry() {
    registered = true;
    return Optional.ofNullable(spent);
  }

  /** As at a start, when no session is on its way. */
  void adopt(KeyRing ring, long index, List<StoredRow> rows) {
    chosen = null;
    sidecar.adopt(ring, index, rows);
    for (StoredRow stored : rows) {
      if (stored.row().owner().equals(id())) {
        told.merge(stored.key().dek(), stored.row().lastSeen(), Ledger::later);
      }
    }
  }

  void restart() {
    sidecar.close();
    sidecar = load();
  }

  Backup backUp() throws IOException {
    Path file = Samples.fileIn(data);
    List<Bytes> content =
        Files.exists(file) ? List.of(Bytes.copyOf(Files.readAllBytes(file))) : List.of();
    return new Backup(name, Map.copyOf(told), content);
  }

  void restore(Backup backup) throws IOException {
    sidecar.close();
    Files.deleteIfExists(Samples.fileIn(data));
    for (Bytes content : backup.file()) {
      Files.write(Samples.fileIn(data), content.toArray());
    }
    told = new TreeMap<>(backup.told());
    sidecar = load();
  }

  void expectAsTold() {
    for (DekId dek : List.of(Samples.STORAGE, Samples.RAFT)) {
      assertThat(sidecar.lastSpent(dek)).isEqualTo(Optional.ofNullable(told.get(dek)));
    }
  }

  private FileSidecar load() {
    chosen = null;
    spent = null;
    incarnation = new Incarnation.Drawn(0, LOADS.incrementAndGet());
    return FileSidecar.open(
        data, Samples.codec(new SidecarOwner(Samples.CLUSTER, name)), UnsyncedSteps.INSTANCE);
  }

  @Override
  public void close() {
    sidecar.close();
  }
}
