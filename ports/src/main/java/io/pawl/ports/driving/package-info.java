// SPDX-License-Identifier: Apache-2.0

/** What drives Pawl: a log that orders. */
@NullMarked
package io.pawl.ports.driving;

import org.jspecify.annotations.NullMarked;
