// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import java.util.function.Function;

/** Lets everybody throw what nobody can name. */
public final class GenericSupplier {
  public Function<String, RuntimeException> failure() {
    return RuntimeException::new;
  }
}
