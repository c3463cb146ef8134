// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.domain.writer.RegistrationOutcome.Advanced;
import io.pawl.domain.writer.RegistrationOutcome.Inserted;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.TurnedAway;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The meters of one group. They are told what happened, and have no say in it. */
final class GroupMeters {
  private final MeterRegistry registry;
  private final Tags group;
  private final Counter inserted;
  private final Counter advanced;
  private final Counter replayed;
  private final Counter busy;
  private final Timer apply;
  private final AtomicReference<@Nullable Long> snapshotNanoTime = new AtomicReference<>();

  GroupMeters(MeterRegistry registry, int number) {
    this.registry = registry;
    this.group = Tags.of("group", Integer.toString(number));
    this.inserted = registrations("inserted");
    this.advanced = registrations("advanced");
    this.replayed = registrations("replayed");
    this.busy =
        Counter.builder("pawl.busy")
            .description("Registrations told to ask again, on this leader")
            .tags(group)
            .register(registry);
    this.apply =
        Timer.builder("pawl.apply")
            .description("Deciding about an entry and committing it to the store")
            .tags(group)
            .serviceLevelObjectives(
                Duration.ofNanos(50_000),
                Duration.ofNanos(200_000),
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                Duration.ofMillis(500))
            .register(registry);
    Gauge.builder("pawl.snapshot.age", this, GroupMeters::snapshotAgeSeconds)
        .description("Since this process last wrote or installed a snapshot; NaN before it does")
        .baseUnit("seconds")
        .tags(group)
        .strongReference(true)
        .register(registry);
  }

  private Counter registrations(String outcome) {
    return Counter.builder("pawl.registrations")
        .description("Registrations applied, by what came of them")
        .tags(group)
        .tag("outcome", outcome)
        .register(registry);
  }

  void applied(Applied applied, long startNanoTime) {
    apply.record(System.nanoTime() - startNanoTime, TimeUnit.NANOSECONDS);
    if (applied instanceof Applied.Accepted accepted) {
      accepted.registrations().forEach(outcome -> counter(outcome).increment());
    }
  }

  private Counter counter(Accepted outcome) {
    if (outcome instanceof Inserted) {
      return inserted;
    }
    return outcome instanceof Advanced ? advanced : replayed;
  }

  void turnedAway(TurnedAway turnedAway) {
    turnedAway.why().ifPresentOrElse(why -> refusals(why).increment(), busy::increment);
  }

  void keyChangeRefused(Sentinel sentinel) {
    Counter.builder("pawl.key.refusals")
        .description("Key changes refused by this leader, by why")
        .tags(group)
        .tag("sentinel", sentinel.name())
        .register(registry)
        .increment();
  }

  private Counter refusals(Sentinel sentinel) {
    return Counter.builder("pawl.refusals")
        .description("Registrations refused by this leader, by why")
        .tags(group)
        .tag("sentinel", sentinel.name())
        .register(registry);
  }

  void snapshotTaken() {
    snapshotNanoTime.set(System.nanoTime());
  }

  private double snapshotAgeSeconds() {
    Long taken = snapshotNanoTime.get();
    return taken == null ? Double.NaN : (System.nanoTime() - taken) / 1e9;
  }
}
