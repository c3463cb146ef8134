// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.usecase.RegisteringWriters;
import io.pawl.app.usecase.RegistryInTime;
import io.pawl.app.usecase.TimeBudget;
import io.pawl.app.wiring.Cluster;
import io.pawl.ports.driven.RemoteRegistry;
import java.util.function.Function;

/** A way to a cluster; each piece of work on it has the whole of the time. */
final class Connection implements AutoCloseable {
  private final Cluster cluster;
  private final RemoteRegistry registry;

  private Connection(Cluster cluster, RemoteRegistry registry) {
    this.cluster = cluster;
    this.registry = registry;
  }

  /**
   * A single call is to end by itself before the time is over: then it knows more about what became
   * of it than that the time is over.
   */
  static Connection to(Cluster cluster, Connector connector) {
    Cluster inGoodTime =
        new Cluster(
            cluster.name(),
            cluster.members(),
            cluster.group(),
            cluster.timeout().multipliedBy(9).dividedBy(10));
    return new Connection(cluster, connector.connect(inGoodTime));
  }

  Cluster cluster() {
    return cluster;
  }

  <T> T ask(Function<RemoteRegistry, T> work) {
    try (RegistryInTime inTime = new RegistryInTime(registry, TimeBudget.of(cluster.timeout()))) {
      return work.apply(inTime);
    }
  }

  <T> T register(Function<RegisteringWriters, T> work) {
    TimeBudget budget = TimeBudget.of(cluster.timeout());
    try (RegistryInTime inTime = new RegistryInTime(registry, budget)) {
      return work.apply(new RegisteringWriters(inTime, budget));
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
