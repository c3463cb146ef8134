// SPDX-License-Identifier: Apache-2.0

/** The writer registry on the H2 MVStore, in one file whose every block is checked. */
@NullMarked
package io.pawl.adapters.mvstore;

import org.jspecify.annotations.NullMarked;
