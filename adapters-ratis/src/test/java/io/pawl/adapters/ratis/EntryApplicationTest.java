// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.Applier;
import io.pawl.ports.driving.ReplicaHalted;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bytes of the log that are no entry stop the replica, and nobody gets to see them. */
final class EntryApplicationTest {
  private static final LogPosition HERE = new LogPosition(3, 42);

  @Test
  void bytes_that_are_no_entry_halt_in_front_of_them() {
    assertHalts("ff", Sentinel.ENTRY_OPCODE_UNKNOWN);
    assertHalts("0609", Sentinel.ENTRY_VERSION_UNKNOWN);
    assertHalts("03", Sentinel.ENTRY_MALFORMED);
    assertHalts("", Sentinel.ENTRY_MALFORMED);
  }

  private static void assertHalts(String hex, Sentinel reason) {
    EntryApplication application = new EntryApplication(new Untouched());

    assertThatThrownBy(() -> application.apply(HERE, Bytes.ofHex(hex)))
        .isInstanceOfSatisfying(
            ReplicaHalted.class,
            halted -> {
              assertThat(halted.sentinel()).isEqualTo(Sentinel.ENCRYPTION_APPLY);
              assertThat(halted.reason()).as(hex).isEqualTo(reason);
              assertThat(halted.index()).isEqualTo(HERE.index());
            });
  }

  /** Fails the test whatever it is asked to apply. */
  private static final class Untouched implements Applier {
    @Override
    public Optional<LogPosition> lastApplied() {
      return Optional.empty();
    }

    @Override
    public Applied registerWriter(LogPosition position, WriterRegistration entry) {
      throw new AssertionError(entry);
    }

    @Override
    public Applied registerWriters(LogPosition position, WriterRegistrations entry) {
      throw new AssertionError(entry);
    }

    @Override
    public Applied bootstrap(LogPosition position, Bootstrap entry) {
      throw new AssertionError(entry);
    }

    @Override
    public Applied rotate(LogPosition position, Rotation entry) {
      throw new AssertionError(entry);
    }
  }
}
