// SPDX-License-Identifier: Apache-2.0

/** An adapter whose engine shows the types of a library. */
@NullMarked
package io.pawl.ports.offending.leaky;

import org.jspecify.annotations.NullMarked;
