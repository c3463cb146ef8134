// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The 128 bits that tell one cluster's state from another's; keys and rows of two clusters never
 * mix.
 */
public record ClusterId(long high, long low) {

  /** Of one of the groups that a cluster of this name consists of. */
  public static ClusterId of(String clusterName, int group) {
    UUID id =
        UUID.nameUUIDFromBytes(
            "pawl|%s|%d".formatted(clusterName, group).getBytes(StandardCharsets.UTF_8));
    return new ClusterId(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
