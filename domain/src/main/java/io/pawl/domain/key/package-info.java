// SPDX-License-Identifier: Apache-2.0

/** Identities of data encryption keys. */
@NullMarked
package io.pawl.domain.key;

import org.jspecify.annotations.NullMarked;
