// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import io.pawl.domain.writer.LocalEpoch;

/** Which epoch a writer wants. */
public sealed interface EpochChoice {

  /** This one and no other. */
  record Exactly(LocalEpoch epoch) implements EpochChoice {}

  /** The one after the highest it ever registered, whatever that is. */
  record NextFree() implements EpochChoice {}

  EpochChoice NEXT_FREE = new NextFree();
}
