// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.KeyRing;

/** The keys of a cluster, wrapped, and what they are bound to. */
public record ClusterKeys(ClusterId cluster, KeyRing ring) {}
