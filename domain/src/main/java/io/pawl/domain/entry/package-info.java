// SPDX-License-Identifier: Apache-2.0

/** What the replicated log carries, and its bytes. */
@NullMarked
package io.pawl.domain.entry;

import org.jspecify.annotations.NullMarked;
