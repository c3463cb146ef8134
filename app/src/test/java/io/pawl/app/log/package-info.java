// SPDX-License-Identifier: Apache-2.0

/** What was logged, for tests that ask. */
@NullMarked
package io.pawl.app.log;

import org.jspecify.annotations.NullMarked;
