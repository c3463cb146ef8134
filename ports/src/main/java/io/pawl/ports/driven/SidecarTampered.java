// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;

/** A sidecar is not as its node left it, or is not this node's. Nothing it says is believed. */
public final class SidecarTampered extends Fault {
  private static final long serialVersionUID = 1L;

  public SidecarTampered(String detail) {
    super(Sentinel.SIDECAR_TAMPERED, detail);
  }

  public SidecarTampered(String detail, Throwable cause) {
    super(Sentinel.SIDECAR_TAMPERED, detail, cause);
  }
}
