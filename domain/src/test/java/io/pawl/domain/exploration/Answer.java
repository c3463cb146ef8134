// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Advanced;
import io.pawl.domain.writer.RegistrationOutcome.Cloned;
import io.pawl.domain.writer.RegistrationOutcome.Inserted;
import io.pawl.domain.writer.RegistrationOutcome.Replayed;
import io.pawl.domain.writer.RegistrationOutcome.RolledBack;
import io.pawl.domain.writer.RegistrationOutcome.SlotTaken;

/** The registry's answers as a story tells them. */
final class Answer {

  private Answer() {}

  static final RegistrationOutcome.Cases<String> IN_WORDS =
      new RegistrationOutcome.Cases<>() {
        @Override
        public String inserted(Inserted outcome) {
          return "Inserted, it is the slot's first";
        }

        @Override
        public String advanced(Advanced outcome) {
          return "Advanced from epoch " + outcome.before().lastSeen();
        }

        @Override
        public String replayed(Replayed outcome) {
          return "Replayed, it passes for a repeated request";
        }

        @Override
        public String slotTaken(SlotTaken outcome) {
          return "SlotTaken by node " + outcome.held().owner();
        }

        @Override
        public String cloned(Cloned outcome) {
          return "Cloned, another load holds it";
        }

        @Override
        public String rolledBack(RolledBack outcome) {
          return "RolledBack, the slot is at epoch " + outcome.held().lastSeen();
        }
      };
}
