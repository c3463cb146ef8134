// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import io.pawl.domain.writer.NodeId;

/** A copy of a disk that somebody has put away. */
record DiskImage(NodeId node, int epoch) {}
