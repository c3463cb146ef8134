// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the groups of a node share.
 *
 * @param electionTimeout after which a leader that says nothing is replaced
 * @param stopping whether the node is being stopped, so that a group that closes has not failed
 */
record GroupServices(
    NodeThreads threads,
    HaltListener halts,
    Duration electionTimeout,
    String version,
    AtomicBoolean stopping) {}
