// SPDX-License-Identifier: Apache-2.0

/** Named errors: what went wrong, what it means and what to do about it. */
@NullMarked
package io.pawl.domain.fault;

import org.jspecify.annotations.NullMarked;
