// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import io.pawl.app.health.HealthServer;
import io.pawl.app.health.Meters;
import io.pawl.app.health.Readiness;
import io.pawl.app.wiring.Node;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.fault.Fault;
import io.pawl.ports.driving.ReplicaHalted;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node, and what watches it. */
public final class Server implements AutoCloseable {
  private final NodeSettings settings;
  private final Consumer<ReplicaHalted> whenHalted;
  private final Meters meters = new Meters();
  private final AtomicReference<@Nullable ReplicaHalted> halted = new AtomicReference<>();
  private volatile @Nullable Node node;
  private volatile @Nullable HealthServer health;
  private volatile boolean stopping;

  private Server(NodeSettings settings, Consumer<ReplicaHalted> whenHalted) {
    this.settings = settings;
    this.whenHalted = whenHalted;
  }

  /**
   * Starts all of it or nothing. The probes answer before the node is up, and are red before
   * anybody hears that it halted.
   *
   * @param http where probes and metrics are served; null for nowhere
   * @param whenHalted is told on a thread of its own, and may end the process
   * @throws Fault why the node does not start
   */
  public static Server start(
      NodeSettings settings, @Nullable InetSocketAddress http, Consumer<ReplicaHalted> whenHalted) {
    Server server = new Server(settings, whenHalted);
    try {
      server.open(http);
      return server;
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  private void open(@Nullable InetSocketAddress http) {
    // Whoever holds the data folder holds the port of the probes, too.
    Node.requireStartable(settings);
    if (http != null) {
      health = listen(http);
    }
    try {
      node = Node.start(settings, this::halt, meters::observe);
    } catch (Fault fault) {
      throw reasonOf(fault);
    }
  }

  private HealthServer listen(InetSocketAddress http) {
    try {
      return HealthServer.start(http, this::whyNotReady, this::metrics);
    } catch (IOException e) {
      throw new HttpUnavailable(http, e);
    }
  }

  /** A replica that halted on the way is the reason for whatever failed after that. */
  private Fault reasonOf(Fault fault) {
    ReplicaHalted halt = halted.get();
    return halt == null ? fault : halt;
  }

  /** Called on a thread of the log, which must not be kept waiting. */
  private void halt(ReplicaHalted halt) {
    if (halted.compareAndSet(null, halt)) {
      meters.halted(halt);
      Thread last = new Thread(() -> whenHalted.accept(halt), "pawl-halt");
      last.setDaemon(true);
      last.start();
    }
  }

  private List<String> whyNotReady() {
    ReplicaHalted halt = halted.get();
    Node running = node;
    if (halt != null) {
      return List.of(String.valueOf(halt.getMessage()));
    }
    if (stopping || running == null) {
      return List.of(
          "%s is %s".formatted(settings.name().value(), stopping ? "stopping" : "starting"));
    }
    return Readiness.reasonsAgainst(running);
  }

  private String metrics() {
    Node running = node;
    return running == null ? meters.scrape() : meters.scrape(running);
  }

  /** Where probes and metrics are served; null for nowhere. */
  public @Nullable InetSocketAddress http() {
    HealthServer listening = health;
    return listening == null ? null : listening.address();
  }

  /** Stops the node, and answers probes until it has. */
  @Override
  public void close() {
    stopping = true;
    Node running = node;
    HealthServer listening = health;
    try {
      if (running != null) {
        running.close();
      }
    } finally {
      if (listening != null) {
        listening.close();
      }
      meters.close();
    }
  }
}
