// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving;

/** One group's state on this node, as a replicated log sees it. */
public record Replica(
    Applier applier, Admission admission, Inspection inspection, Snapshots snapshots) {}
