// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteFault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RegistryInTimeTest {
  private static final Registration REGISTRATION =
      new Registration(new DekId(1), new NodeId(2), new LocalEpoch(3), new Incarnation.Drawn(4, 5));

  private final InMemoryRegistry registry = new InMemoryRegistry();

  @Test
  void what_is_answered_in_time_is_the_answer() {
    try (RegistryInTime inTime = within(Duration.ofMinutes(1))) {
      assertThat(inTime.register(List.of(REGISTRATION)).get(0)).isInstanceOf(Fate.Accepted.class);
      assertThat(inTime.deks()).containsExactly(REGISTRATION.dek());
      assertThat(inTime.rows(REGISTRATION.dek())).hasSize(1);
      assertThat(inTime.row(REGISTRATION.key())).isPresent();
    }
  }

  @Test
  void a_registration_that_is_not_answered_in_time_is_unknown() {
    CountDownLatch never = new CountDownLatch(1);
    registry.meanwhile(() -> await(never));

    try (RegistryInTime inTime = within(Duration.ofMillis(50))) {
      assertThat(inTime.register(List.of(REGISTRATION)))
          .containsExactly(new Fate.Unknown(REGISTRATION));
    }
  }

  @Test
  void when_the_time_is_over_nothing_is_sent() {
    try (RegistryInTime inTime = within(Duration.ZERO)) {
      assertThat(inTime.register(List.of(REGISTRATION)))
          .containsExactly(new Fate.NoLeader(REGISTRATION));
    }
    assertThat(registry.calls()).isEmpty();
  }

  @Test
  void a_fault_comes_through_as_it_is() {
    registry.withoutLeader();

    try (RegistryInTime inTime = within(Duration.ofMinutes(1))) {
      assertThatThrownBy(inTime::deks)
          .isInstanceOfSatisfying(
              RemoteFault.class,
              fault -> assertThat(fault.sentinel()).isEqualTo(Sentinel.NO_LEADER));
    }
  }

  private RegistryInTime within(Duration time) {
    return new RegistryInTime(registry, TimeBudget.of(time));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
