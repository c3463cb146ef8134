// SPDX-License-Identifier: Apache-2.0

/** What agreeing costs, and what the registry adds to it. */
@NullMarked
package io.pawl.app.bench;

import org.jspecify.annotations.NullMarked;
