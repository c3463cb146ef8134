// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import com.google.common.base.CharMatcher;
import com.google.common.net.HostAndPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Reads where HTTP is served: {@code host:port}, or a port alone, which is one of the loopback. */
final class HttpAddress {

  private HttpAddress() {}

  static InetSocketAddress parse(String text) {
    try {
      if (CharMatcher.inRange('0', '9').matchesAllOf(text)) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(text));
      }
      HostAndPort address = HostAndPort.fromString(text);
      return new InetSocketAddress(address.getHost(), address.getPort());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UnusableArguments("\"%s\" is neither host:port nor a port.".formatted(text), e);
    }
  }

  static String format(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return HostAndPort.fromParts(host, address.getPort()).toString();
  }
}
