// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending.one;

import io.pawl.app.offending.two.Egg;

/** Needs an egg. */
public interface Hen {
  Egg egg();
}
