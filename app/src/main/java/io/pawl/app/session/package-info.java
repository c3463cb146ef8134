// SPDX-License-Identifier: Apache-2.0

/** For programs that seal and open values: a connection, its keys, and sessions to write under. */
@NullMarked
package io.pawl.app.session;

import org.jspecify.annotations.NullMarked;
