// SPDX-License-Identifier: Apache-2.0

/** Stands in for a cluster where none is needed. */
@NullMarked
package io.pawl.app.fake;

import org.jspecify.annotations.NullMarked;
