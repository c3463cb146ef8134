// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving;

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.state.LogPosition;
import java.util.Optional;

/**
 * Takes what the cluster agreed on, once per committed entry and in log order; one operation per
 * kind of entry.
 *
 * <p><b>Threads.</b> One thread calls, one entry after the other. An entry is done when its call
 * returns: its rows and its position are in the store, in one atomic commit.
 *
 * <p><b>Exactly once.</b> An entry at or below {@link #lastApplied()} was applied before: it is
 * skipped with nothing decided and nothing changed, which makes replaying any stretch of the log
 * harmless.
 *
 * <p><b>Halting.</b> What the leader admitted, every replica accepts. If an entry ends in a refusal
 * or in a fault of the store, something got past admission or this machine is broken: the call
 * throws {@link ReplicaHalted}, nothing has changed, and the entry counts as not applied. From then
 * on every call throws the same. A restart meets the entry again. A node without a KEK halts at
 * {@link #bootstrap} and {@link #rotate} with {@code KEK_NOT_CONFIGURED}: it cannot open the keys
 * they bring.
 *
 * <p><b>Determinism.</b> The outcome depends on the entries alone. Nothing here reads a clock,
 * chance or configuration.
 */
public interface Applier {

  /** The position of the last entry that changed or confirmed something; empty before the first. */
  Optional<LogPosition> lastApplied();

  Applied registerWriter(LogPosition position, WriterRegistration entry);

  /** Registers many writers in one atomic step; one refusal among them halts. */
  Applied registerWriters(LogPosition position, WriterRegistrations entry);

  /** Installs the first keys and registers the cohort in one atomic step. */
  Applied bootstrap(LogPosition position, Bootstrap entry);

  /** Changes the key ring and registers the proposer in one atomic step. */
  Applied rotate(LogPosition position, Rotation entry);
}
