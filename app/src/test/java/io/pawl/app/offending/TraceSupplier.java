// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import java.util.function.Consumer;

/** Lets everybody print. */
public final class TraceSupplier {
  public Consumer<Exception> printer() {
    return Exception::printStackTrace;
  }
}
