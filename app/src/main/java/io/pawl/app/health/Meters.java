// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pawl.app.wiring.Node;
import io.pawl.ports.driven.KeyFigure;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.UnixClock;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.ReplicaHalted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * What a node counts and times. Counters grow as things happen; what a node can be asked for, such
 * as where it stands, is asked when somebody looks.
 */
public final class Meters implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger groups = new AtomicInteger();
  private final Map<String, MultiGauge> gauges = new ConcurrentHashMap<>();
  private final UnixClock clock;

  public Meters() {
    this(System::currentTimeMillis);
  }

  Meters(UnixClock clock) {
    this.clock = clock;
  }

  /** Looks over the shoulder of the replica of the next group, beginning with group 0. */
  public Replica observe(Replica replica) {
    GroupMeters meters = new GroupMeters(registry, groups.getAndIncrement());
    return new Replica(
        new MeteredApplier(replica.applier(), meters),
        new MeteredAdmission(replica.admission(), meters),
        replica.inspection(),
        new MeteredSnapshots(replica.snapshots(), meters));
  }

  /** Counts that this node stopped applying. */
  public void halted(ReplicaHalted halted) {
    registry.counter("pawl.halts", "sentinel", halted.reason().name()).increment();
  }

  /** What was counted and timed, in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  /** All of it in Prometheus' text format, and what the node says now. */
  public synchronized String scrape(Node node) {
    Map<String, List<Row<?>>> now =
        readings(node).stream()
            .collect(
                Collectors.groupingBy(
                    Reading::name, Collectors.mapping(Reading::row, Collectors.toList())));
    now.forEach((name, rows) -> gauge(name).register(rows, true));
    gauges.forEach(
        (name, gauge) -> {
          if (!now.containsKey(name)) {
            gauge.register(List.of(), true);
          }
        });
    return scrape();
  }

  private MultiGauge gauge(String name) {
    return gauges.computeIfAbsent(name, any -> MultiGauge.builder(name).register(registry));
  }

  private List<Reading> readings(Node node) {
    List<Reading> readings = new ArrayList<>();
    for (int group = 0; group < node.settings().groups(); group++) {
      Optional<Standing> standing = Standings.of(node, group);
      readings.add(Reading.of(group, "pawl.group.alive", standing.isPresent() ? 1 : 0));
      readings.addAll(standing(group, standing));
      readings.addAll(new KeyReadings(group, clock).of(node.inspection(group)));
      for (KeyFigure figure : node.keyFigures(group)) {
        readings.add(Reading.of(group, "pawl.ratis." + figure.name(), figure.value()));
      }
    }
    return readings;
  }

  /** A group that is closed stands nowhere, and shows no number that would look like one. */
  private static List<Reading> standing(int group, Optional<Standing> known) {
    return known
        .map(
            standing ->
                List.of(
                    Reading.of(group, "pawl.applied.index", (double) standing.applied()),
                    Reading.of(group, "pawl.committed.index", (double) standing.committed()),
                    Reading.of(group, "pawl.term", (double) standing.term()),
                    Reading.of(group, "pawl.leader", standing.role().equals("leader") ? 1 : 0)))
        .orElse(List.of());
  }

  @Override
  public void close() {
    registry.close();
  }
}
