// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Members on ports of the loopback that nobody uses now. */
public final class FreePorts {

  private FreePorts() {}

  /** All sockets are open at once, so that no port is found twice. */
  public static List<Member> members(List<String> names) {
    OpenParts sockets = new OpenParts();
    try (sockets) {
      List<Member> members = new ArrayList<>();
      for (String name : names) {
        ServerSocket socket = sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        members.add(new Member(new NodeName(name), "127.0.0.1", socket.getLocalPort()));
      }
      return List.copyOf(members);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
