// SPDX-License-Identifier: Apache-2.0

/** Whole clusters: real nodes over loopback, real stores, real logs. */
@NullMarked
package io.pawl.app.cluster;

import org.jspecify.annotations.NullMarked;
