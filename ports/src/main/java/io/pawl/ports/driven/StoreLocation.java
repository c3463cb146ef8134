// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import static java.util.Objects.requireNonNull;

import io.pawl.domain.key.ClusterId;
import java.nio.file.Path;

/** Where a store lives and which cluster's state it is. */
public record StoreLocation(Path home, ClusterId cluster) {

  public StoreLocation {
    requireNonNull(home, "home");
    requireNonNull(cluster, "cluster");
  }
}
