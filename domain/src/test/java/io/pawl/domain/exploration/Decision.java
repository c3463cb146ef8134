// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.WriterRegistry;
import io.pawl.domain.writer.WriterRows;

/** Who answers registrations: production, or a broken copy that proves the exploration. */
@FunctionalInterface
interface Decision {
  Decision PRODUCTION = WriterRegistry::decide;

  RegistrationOutcome decide(WriterRows rows, Registration registration);
}
