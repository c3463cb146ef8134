// SPDX-License-Identifier: Apache-2.0

/** The engines side by side: what only a module that has both can show. */
@NullMarked
package io.pawl.app.storage;

import org.jspecify.annotations.NullMarked;
