// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.key.ClusterId;
import io.pawl.ports.driving.Replica;
import java.nio.file.Path;

/**
 * One group that a node takes part in.
 *
 * @param id of the group and of the state it replicates
 * @param work a folder for files on their way, on the device of the log
 */
public record RatisGroup(ClusterId id, Replica replica, Path work) {}
