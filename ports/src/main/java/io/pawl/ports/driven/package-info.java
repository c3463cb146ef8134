// SPDX-License-Identifier: Apache-2.0

/** What Pawl needs from the world: a store that remembers. */
@NullMarked
package io.pawl.ports.driven;

import org.jspecify.annotations.NullMarked;
