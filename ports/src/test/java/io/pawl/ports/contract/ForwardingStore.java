// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks another store; whoever extends it answers one question in a way of its own. */
class ForwardingStore implements WriterRegistryStore {
  private final WriterRegistryStore store;

  ForwardingStore(WriterRegistryStore store) {
    this.store = store;
  }

  @Override
  public Optional<WriterRow> find(WriterKey key) {
    return store.find(key);
  }

  @Override
  public void scan(DekId dek, Consumer<StoredRow> visitor) {
    store.scan(dek, visitor);
  }

  @Override
  public void scanAll(Consumer<StoredRow> visitor) {
    store.scanAll(visitor);
  }

  @Override
  public KeyRing keyRing() {
    return store.keyRing();
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    return store.lastApplied();
  }

  @Override
  public CommitOutcome commit(LogPosition position, List<Change> changes) {
    return store.commit(position, changes);
  }

  @Override
  public void sync() {
    store.sync();
  }

  @Override
  public LogPosition writeSnapshot(Path target) {
    return store.writeSnapshot(target);
  }

  @Override
  public InstallOutcome installSnapshot(Path source) {
    return store.installSnapshot(source);
  }

  @Override
  public void close() {
    store.close();
  }
}
