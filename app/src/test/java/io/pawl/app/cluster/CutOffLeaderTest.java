// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.RemoteRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leader that nobody follows any more, and that does not know it yet. */
final class CutOffLeaderTest {
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir Path home;

  @Test
  void it_answers_no_read_though_it_answered_one_before() {
    try (InProcess cluster = InProcess.started(home);
        RemoteRegistry registry = cluster.connect(0, SHORT)) {
      String leader = cluster.awaitLeader();
      Registration registration = Registrations.of(1, "a", 1, 1);
      assertThat(registry.register(List.of(registration)))
          .allSatisfy(fate -> assertThat(fate).isInstanceOf(Fate.Accepted.class));

      assertThat(registry.row(registration.key())).isPresent();

      InProcess.NAMES.stream().filter(name -> !name.equals(leader)).forEach(cluster::stop);

      assertThatExceptionOfType(RemoteFault.class)
          .isThrownBy(() -> registry.row(registration.key()))
          .extracting(RemoteFault::sentinel)
          .isEqualTo(Sentinel.NO_LEADER);
    }
  }
}
