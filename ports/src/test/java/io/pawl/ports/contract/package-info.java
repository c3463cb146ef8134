// SPDX-License-Identifier: Apache-2.0

/** What every storage engine proves about itself by implementing these interfaces in its tests. */
@NullMarked
package io.pawl.ports.contract;

import org.jspecify.annotations.NullMarked;
