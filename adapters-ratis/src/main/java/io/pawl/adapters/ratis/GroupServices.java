// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.time.Duration;

/**
 * What the groups of a node share.
 *
 * @param electionTimeout after which a leader that says nothing is replaced
 */
record GroupServices(
    NodeThreads threads, HaltListener halts, Duration electionTimeout, String version) {}
