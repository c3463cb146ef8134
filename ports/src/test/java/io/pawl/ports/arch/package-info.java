// SPDX-License-Identifier: Apache-2.0

/** Rules about the shape of an adapter, for each adapter to run in its own build. */
@NullMarked
package io.pawl.ports.arch;

import org.jspecify.annotations.NullMarked;
