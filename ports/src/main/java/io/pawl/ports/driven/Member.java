// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.writer.NodeName;

/** A node of a cluster and where it listens. */
public record Member(NodeName name, String host, int port) {
  public static final int PORT_MAX = 65_535;

  public Member {
    checkArgument(!host.isEmpty(), "Member %s has no host.", name.value());
    checkArgument(port > 0 && port <= PORT_MAX, "A port is from 1 to %s, not %s.", PORT_MAX, port);
  }

  public String address() {
    return host + ":" + port;
  }
}
