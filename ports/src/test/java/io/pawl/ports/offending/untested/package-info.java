// SPDX-License-Identifier: Apache-2.0

/** An adapter that runs no contract. */
@NullMarked
package io.pawl.ports.offending.untested;

import org.jspecify.annotations.NullMarked;
