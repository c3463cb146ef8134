// SPDX-License-Identifier: Apache-2.0

/** Golden values and negative cases computed by programs that share no code with this one. */
@NullMarked
package io.pawl.domain.vectors;

import org.jspecify.annotations.NullMarked;
