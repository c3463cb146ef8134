// SPDX-License-Identifier: Apache-2.0

/** Who may write under which key, and the one decision everything rests on. */
@NullMarked
package io.pawl.domain.writer;

import org.jspecify.annotations.NullMarked;
