// SPDX-License-Identifier: Apache-2.0

/** Classes that break the rules of the shell, to prove that the rules can fail. */
@NullMarked
package io.pawl.app.offending;

import org.jspecify.annotations.NullMarked;
