// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.wiring.Cluster;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/** Everything a command finds around it, and the only place it looks at. */
record Surroundings(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Connector connector) {

  Surroundings {
    environment = Map.copyOf(environment);
  }

  static Surroundings ofThisProcess(PrintWriter out, PrintWriter err) {
    return new Surroundings(System.in, out, err, System.getenv(), Cluster::connect);
  }
}
