// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import io.pawl.domain.state.LogPosition;
import io.pawl.ports.storage.GenerationEngine.Expected;
import java.io.IOException;

/**
 * A generation beside the one in use, that is to take its place. Closing it leaves nothing of it
 * behind, unless it has taken over, or may have.
 */
final class NextGeneration implements AutoCloseable {
  private final StoreHome home;
  private final Generation generation;
  private boolean mayCount;
  private boolean inUse;

  private NextGeneration(StoreHome home, Generation generation) {
    this.home = home;
    this.generation = generation;
  }

  static NextGeneration make(GenerationEngine engine, StoreHome home) throws IOException {
    try {
      return new NextGeneration(home, engine.open(home.makeNextFolder(), Expected.ANYTHING));
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(e, home::deleteOtherGenerations);
      throw e;
    }
  }

  Generation generation() {
    return generation;
  }

  /**
   * Makes this the generation that counts. After a failure it may or may not be: the descriptor may
   * be in place without being durable. So the files of both stay, for the next opener to choose.
   */
  Generation takeOver(LogPosition position) throws IOException {
    mayCount = true;
    home.switchToNext(position);
    inUse = true;
    return generation;
  }

  @Override
  public void close() throws IOException {
    if (inUse) {
      return;
    }
    try {
      generation.close();
    } catch (RuntimeException e) {
      Closing.after(e, this::deleteFiles);
      throw e;
    }
    deleteFiles();
  }

  private void deleteFiles() throws IOException {
    if (!mayCount) {
      home.deleteOtherGenerations();
    }
  }
}
