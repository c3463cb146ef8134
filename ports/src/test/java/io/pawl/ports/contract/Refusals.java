// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.InstallOutcome.Refused;
import io.pawl.ports.driven.StorageRefused;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How a store says no. */
final class Refusals {

  private Refusals() {}

  static void assertRefused(Sentinel sentinel, ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOfSatisfying(
            StorageRefused.class, refused -> assertThat(refused.sentinel()).isEqualTo(sentinel));
  }

  static void assertRefused(Sentinel sentinel, InstallOutcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.sentinel()).isEqualTo(sentinel));
  }
}
