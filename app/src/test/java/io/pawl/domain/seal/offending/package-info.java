// SPDX-License-Identifier: Apache-2.0

/** Classes that break the rules of sealing, to prove that the rules can fail. */
@NullMarked
package io.pawl.domain.seal.offending;

import org.jspecify.annotations.NullMarked;
