// SPDX-License-Identifier: Apache-2.0

/** An adapter that shows more than its engine. */
@NullMarked
package io.pawl.ports.offending.crowded;

import org.jspecify.annotations.NullMarked;
