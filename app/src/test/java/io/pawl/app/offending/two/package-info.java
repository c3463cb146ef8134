// SPDX-License-Identifier: Apache-2.0

/** The other half of a cycle. */
@NullMarked
package io.pawl.app.offending.two;

import org.jspecify.annotations.NullMarked;
