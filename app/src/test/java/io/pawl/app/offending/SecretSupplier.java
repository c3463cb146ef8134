// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.domain.seal.SecretAccess;
import java.util.function.Supplier;

/** Sees nothing itself, and lets everybody see. */
public final class SecretSupplier {
  public Supplier<SecretAccess> access() {
    return SecretAccess::granted;
  }
}
