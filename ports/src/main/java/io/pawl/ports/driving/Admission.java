// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.Registration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leader's gate: what passes it cannot be refused when it is applied.
 *
 * <p>It makes the same pure decisions as {@link Applier}, on what this leader has applied, and lets
 * one change per registry slot be on its way at a time. So nothing can happen to a slot between the
 * leader's decision and the replicas'.
 *
 * <p><b>When it may be asked.</b> By any number of threads, on a leader that has applied everything
 * that earlier leaders appended.
 *
 * <p><b>Keys.</b> Of the changes of the key ring one is on its way at a time. A bootstrap shuts
 * everybody else out, for it changes which registrations there may be at all; a rotation does not.
 * The leader makes the keys itself, and nothing of them is in a question or an answer.
 *
 * <p><b>When a change is no longer on its way.</b> When {@link Applier} applied it, when its {@link
 * Reservation} is released because it was not appended, or when {@link #leadershipLost()} is
 * called. A reservation made before the leadership was lost does not hold afterwards, and what it
 * was made for must not be appended.
 */
public interface Admission {

  /** Decides about each registration in order, each on top of the ones let through before it. */
  Ruling rule(List<Registration> proposed);

  /**
   * Makes the first keys, for all members or not at all. Asks each of them first, so it may block
   * for a few seconds, but only one caller at a time.
   */
  KeyRuling bootstrap();

  /**
   * Makes another key of a purpose, to follow the one the caller knows as the active one. If that
   * is another meanwhile, somebody else was faster, or the caller itself: it is {@code Busy}.
   *
   * @param from null if the caller knows of none, and asks why
   */
  KeyRuling rotate(Purpose purpose, @Nullable DekId from);

  /** Whatever was on its way is somebody else's now. */
  void leadershipLost();
}
