// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.adapters.offending.SomeAdapter;

/** Names an adapter outside the wiring. */
public final class AdapterNamer {
  public SomeAdapter adapter() {
    return new SomeAdapter();
  }
}
