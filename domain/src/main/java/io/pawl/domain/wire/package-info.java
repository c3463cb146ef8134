// SPDX-License-Identifier: Apache-2.0

/** Strict, bounded reading and writing of bytes that somebody else may have written. */
@NullMarked
package io.pawl.domain.wire;

import org.jspecify.annotations.NullMarked;
