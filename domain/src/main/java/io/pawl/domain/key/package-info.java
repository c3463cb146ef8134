// SPDX-License-Identifier: Apache-2.0

/** Data encryption keys: their identities, and the ring of those the cluster has. */
@NullMarked
package io.pawl.domain.key;

import org.jspecify.annotations.NullMarked;
