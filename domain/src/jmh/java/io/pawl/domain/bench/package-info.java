// SPDX-License-Identifier: Apache-2.0

/**
 * Measures sealing and opening against the JDK's cipher driven by hand, and against Tink. Nothing
 * here is part of a build without the profile {@code bench}.
 */
@NullMarked
package io.pawl.domain.bench;

import org.jspecify.annotations.NullMarked;
