// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

/** Whether a writer may seal. */
public sealed interface SessionOutcome {

  /** Its registration is committed. */
  record Opened(WriterSession session) implements SessionOutcome {}

  /** It is refused, or nobody knows; either way nothing is sealed. Opening again is safe. */
  record NotOpened(Refusal refusal) implements SessionOutcome {}
}
