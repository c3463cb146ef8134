// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending.two;

import io.pawl.app.offending.one.Hen;

/** Needs a hen. */
public interface Egg {
  Hen hen();
}
