// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

/** Lets go of what was opened when what came after it failed. */
final class Closing {
  private Closing() {}

  /** The failure stays the one that is told; what closing adds to it goes with it. */
  static void after(Throwable failure, AutoCloseable opened) {
    try {
      opened.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }
}
