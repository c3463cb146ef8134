// SPDX-License-Identifier: Apache-2.0

/** The boundaries of the hexagon, enforced over every module. */
@NullMarked
package io.pawl.app.arch;

import org.jspecify.annotations.NullMarked;
