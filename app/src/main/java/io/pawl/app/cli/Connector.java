// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.wiring.Cluster;
import io.pawl.ports.driven.RemoteRegistry;

/** How commands reach a cluster. */
@FunctionalInterface
interface Connector {
  RemoteRegistry connect(Cluster cluster);
}
