// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeName;

/**
 * Who a replica's node is.
 *
 * @param cluster the group that is replicated
 * @param incarnation drawn once, when the process started
 * @param version of the program
 */
public record Self(
    ClusterId cluster, NodeName name, Incarnation.Drawn incarnation, String version) {}
