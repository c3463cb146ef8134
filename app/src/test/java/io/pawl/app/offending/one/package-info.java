// SPDX-License-Identifier: Apache-2.0

/** One half of a cycle. */
@NullMarked
package io.pawl.app.offending.one;

import org.jspecify.annotations.NullMarked;
