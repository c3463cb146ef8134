// SPDX-License-Identifier: Apache-2.0

/** An adapter for offenders to name. */
@NullMarked
package io.pawl.adapters.offending;

import org.jspecify.annotations.NullMarked;
