// SPDX-License-Identifier: Apache-2.0

/** KEKs in files and in tokens, under the contract of all, and what is refused. */
@NullMarked
package io.pawl.app.kek;

import org.jspecify.annotations.NullMarked;
