// SPDX-License-Identifier: Apache-2.0

/** Secrets, and what is done with them: pure functions of keys, nonces and texts. */
@NullMarked
package io.pawl.domain.seal;

import org.jspecify.annotations.NullMarked;
