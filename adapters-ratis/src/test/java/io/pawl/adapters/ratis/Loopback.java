// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where everything listens. */
final class Loopback {
  static final String HOST = "127.0.0.1";

  private Loopback() {}

  /** Free a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
