// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a closed store would say if it were opened.
 *
 * @param cluster whose state it is
 * @param position where the last commit stood; null if there was none
 */
public record Glance(ClusterId cluster, @Nullable LogPosition position, KeyRing keyRing) {

  public static Glance of(ClusterId cluster, Optional<LogPosition> lastApplied, KeyRing keyRing) {
    return new Glance(cluster, lastApplied.orElse(null), keyRing);
  }

  public Optional<LogPosition> lastApplied() {
    return Optional.ofNullable(position);
  }
}
