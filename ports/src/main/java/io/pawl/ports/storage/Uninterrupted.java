// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Uses a file channel on a thread that somebody has interrupted, which would close the channel: the
 * interrupt is put aside meanwhile. It is meant for what the thread does, not for the store.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** Something done with a channel. */
  @FunctionalInterface
  interface Use<R extends @Nullable Object> {
    R run() throws IOException;
  }

  static <R extends @Nullable Object> R run(Use<R> use) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return use.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
