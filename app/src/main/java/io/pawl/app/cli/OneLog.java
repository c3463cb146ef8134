// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** gRPC logs through the JDK, everything else through SLF4J: all of it goes where logback says. */
final class OneLog {

  private OneLog() {}

  static void open() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
