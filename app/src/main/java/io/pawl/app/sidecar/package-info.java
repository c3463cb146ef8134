// SPDX-License-Identifier: Apache-2.0

/** What a node remembers of itself beside the replicated store: the epochs it spent. */
@NullMarked
package io.pawl.app.sidecar;

import org.jspecify.annotations.NullMarked;
