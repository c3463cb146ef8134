// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.wiring.Cluster;
import io.pawl.ports.driven.UnixClock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Everything a command finds around it, and the only place it looks at.
 *
 * @param bytesOut the standard output for those who write no text
 */
record Surroundings(
    InputStream in,
    PrintWriter out,
    OutputStream bytesOut,
    PrintWriter err,
    Map<String, String> environment,
    Connector connector,
    UnixClock clock) {

  Surroundings {
    environment = Map.copyOf(environment);
  }

  static Surroundings ofThisProcess(PrintWriter out, PrintWriter err) {
    return new Surroundings(
        System.in,
        out,
        new FileOutputStream(FileDescriptor.out),
        err,
        System.getenv(),
        Cluster::connect,
        System::currentTimeMillis);
  }
}
