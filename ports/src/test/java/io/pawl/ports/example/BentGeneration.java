// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.example;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.storage.Generation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A sound generation whose writing and syncing were replaced by something worse. */
record BentGeneration(Generation sound, Writing writing, Consumer<Generation> syncing)
    implements Generation {

  /** What becomes of a write. */
  @FunctionalInterface
  interface Writing {
    Writing SOUND = Generation::write;

    void write(Generation sound, LogPosition position, List<Change> changes);
  }

  @Override
  public Optional<WriterRow> find(WriterKey key) {
    return sound.find(key);
  }

  @Override
  public KeyRing keyRing() {
    return sound.keyRing();
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    return sound.lastApplied();
  }

  @Override
  public void write(LogPosition position, List<Change> changes) {
    writing.write(sound, position, changes);
  }

  @Override
  public void sync() {
    syncing.accept(sound);
  }

  @Override
  public View view() {
    return sound.view();
  }

  @Override
  public void close() {
    sound.close();
  }
}
