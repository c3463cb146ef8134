// SPDX-License-Identifier: Apache-2.0

/** The part of a storage adapter that is the same for every engine. */
@NullMarked
package io.pawl.ports.storage;

import org.jspecify.annotations.NullMarked;
