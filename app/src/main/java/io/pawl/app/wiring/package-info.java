// SPDX-License-Identifier: Apache-2.0

/** Puts the parts together: the only package that names an adapter. */
@NullMarked
package io.pawl.app.wiring;

import org.jspecify.annotations.NullMarked;
