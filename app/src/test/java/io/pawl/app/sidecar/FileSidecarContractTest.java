// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.ports.driven.Sidecar;
import java.nio.file.Path;

final class FileSidecarContractTest implements SidecarContract {
  @Override
  public Sidecar open(Path home) {
    return Samples.open(home);
  }

  @Override
  public boolean isKept() {
    return true;
  }
}
