// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Members on ports of the loopback that stay theirs while their nodes are down: the system gives
 * such ports to nobody who does not ask for them, and each of the JVMs that test at once has its
 * own.
 */
public final class OwnPorts {
  /** Below the ports that Linux and others give to whoever asks for any. */
  private static final int FIRST = 10_000;

  private static final int PER_JVM = 4_000;
  private static final int JVMS = 5;
  private static final int MINE =
      FIRST + PER_JVM * Math.floorMod(Integer.getInteger("pawl.jvm", 0), JVMS);

  /** Not the same ones in each run: another build may be under way on this machine. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(PER_JVM));

  private OwnPorts() {}

  public static List<Member> members(List<String> names) {
    return names.stream().map(name -> new Member(new NodeName(name), "127.0.0.1", free())).toList();
  }

  private static int free() {
    for (int tried = 0; tried < PER_JVM; tried++) {
      int port = MINE + Math.floorMod(NEXT.getAndIncrement(), PER_JVM);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "No port is free from %d to %d.".formatted(MINE, MINE + PER_JVM - 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
