// SPDX-License-Identifier: Apache-2.0

/** KEKs: keys in files and keys in tokens, and what must hold before one is used. */
@NullMarked
package io.pawl.app.kek;

import org.jspecify.annotations.NullMarked;
