// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.ports.driven.Sidecar;
import java.nio.file.Path;

final class InMemorySidecarContractTest implements SidecarContract {
  @Override
  public Sidecar open(Path home) {
    return new InMemorySidecar(Samples.NODE);
  }

  @Override
  public boolean isKept() {
    return false;
  }
}
