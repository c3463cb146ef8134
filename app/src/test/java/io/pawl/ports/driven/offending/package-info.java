// SPDX-License-Identifier: Apache-2.0

/** Classes that break the rules of the driven ports, to prove that the rules can fail. */
@NullMarked
package io.pawl.ports.driven.offending;

import org.jspecify.annotations.NullMarked;
