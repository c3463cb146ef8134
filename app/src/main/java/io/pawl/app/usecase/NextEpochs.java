// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import io.pawl.domain.key.DekId;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.RemoteRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Hands out epochs that nobody registered yet, as of when the registry was read, each to one
 * request only.
 */
final class NextEpochs {
  private static final int NONE_YET = -1;

  private final Map<WriterKey, WriterRow> rows;
  private final Map<Writer, Integer> spent = new HashMap<>();

  private NextEpochs(Map<WriterKey, WriterRow> rows) {
    this.rows = rows;
  }

  private record Writer(DekId dek, NodeId node) {}

  /** Reads the rows of the requests that leave the choice of their epoch open. */
  static NextEpochs read(RemoteRegistry registry, List<WriterRequest> requests) {
    Map<DekId, List<WriterKey>> open =
        requests.stream()
            .filter(request -> request.epoch() instanceof EpochChoice.NextFree)
            .map(WriterRequest::key)
            .distinct()
            .collect(Collectors.groupingBy(WriterKey::dek));
    Map<WriterKey, WriterRow> rows = new HashMap<>();
    open.values().forEach(keys -> rows.putAll(read(registry, keys)));
    return new NextEpochs(rows);
  }

  /** Of one key: one row is a short question, and several are one question too. */
  private static Map<WriterKey, WriterRow> read(
      RemoteRegistry registry, Collection<WriterKey> keys) {
    WriterKey first = keys.iterator().next();
    if (keys.size() == 1) {
      return registry.row(first).map(row -> Map.of(first, row)).orElseGet(Map::of);
    }
    return registry.rows(first.dek()).stream()
        .collect(Collectors.toMap(StoredRow::key, StoredRow::row));
  }

  /** The row that leaves this request no epoch, if its writer is at the last one. */
  Optional<WriterRow> exhaustedBy(WriterRequest request) {
    return request.epoch() instanceof EpochChoice.NextFree
        ? ownRow(request).filter(row -> row.lastSeen().value() == LocalEpoch.MAX)
        : Optional.empty();
  }

  /** The epoch to propose. A row of another node is not counted on from: it will be in the way. */
  LocalEpoch take(WriterRequest request) {
    Writer writer = new Writer(request.dek(), request.node());
    int last = spent.computeIfAbsent(writer, any -> lastSeen(request));
    if (request.epoch() instanceof EpochChoice.Exactly exactly) {
      spent.put(writer, Math.max(last, exactly.epoch().value()));
      return exactly.epoch();
    }
    int next = Math.min(last + 1, LocalEpoch.MAX);
    spent.put(writer, next);
    return new LocalEpoch(next);
  }

  private int lastSeen(WriterRequest request) {
    return ownRow(request).map(row -> row.lastSeen().value()).orElse(NONE_YET);
  }

  private Optional<WriterRow> ownRow(WriterRequest request) {
    return Optional.ofNullable(rows.get(request.key()))
        .filter(row -> row.owner().equals(request.node()));
  }
}
