// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import io.pawl.ports.contract.KekContract;
import io.pawl.ports.driven.Kek;

/** The fake keeps every rule: that is what licenses it. */
final class InMemoryKekTest implements KekContract {

  @Override
  public Kek open() {
    return new InMemoryKek(1);
  }

  @Override
  public Kek openAnother() {
    return new InMemoryKek(2);
  }
}
