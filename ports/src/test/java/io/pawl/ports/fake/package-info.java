// SPDX-License-Identifier: Apache-2.0

/**
 * Ports in memory, for tests of whatever drives them. A fake stands under the same contract as the
 * adapters it stands in for.
 */
@NullMarked
package io.pawl.ports.fake;

import org.jspecify.annotations.NullMarked;
