// SPDX-License-Identifier: Apache-2.0
/** Whether the members of a cluster can all open keys, and how they start under the first ones. */
@NullMarked
package io.pawl.domain.cohort;

import org.jspecify.annotations.NullMarked;
