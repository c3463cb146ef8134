// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import java.util.Optional;

/**
 * What a closed store would say if it were opened.
 *
 * @param cluster whose state it is
 * @param lastApplied where the last commit stood; empty if there was none
 */
public record Glance(ClusterId cluster, Optional<LogPosition> lastApplied, KeyRing keyRing) {}
