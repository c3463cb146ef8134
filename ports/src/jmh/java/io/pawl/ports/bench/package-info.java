// SPDX-License-Identifier: Apache-2.0

/**
 * Measures a store against the bare engine under it, and against itself at another size. Used by
 * the benchmarks of the adapters; nothing here is part of a build without the profile {@code
 * bench}.
 */
@NullMarked
package io.pawl.ports.bench;

import org.jspecify.annotations.NullMarked;
