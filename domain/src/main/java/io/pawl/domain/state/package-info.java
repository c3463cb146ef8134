// SPDX-License-Identifier: Apache-2.0

/** What a decision changes, where in the log it stands, and how rows are stored. */
@NullMarked
package io.pawl.domain.state;

import org.jspecify.annotations.NullMarked;
