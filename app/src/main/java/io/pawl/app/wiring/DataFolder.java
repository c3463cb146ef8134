// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.domain.key.ClusterId;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What is where in a node's folder.
 *
 * <pre>
 * data/node                whose folder it is
 * data/raft/ID-OF-GROUP/   the log of a group, and its snapshots; Ratis' own
 * data/group-N/store/      the state of a group; the storage engine's own
 * data/group-N/work/       files on their way
 * </pre>
 */
record DataFolder(Path data) {

  Path identity() {
    return data.resolve("node");
  }

  Path logs() {
    return data.resolve("raft");
  }

  /** Where Ratis keeps whom this node voted for; the one file that must never get lost alone. */
  Path vote(ClusterId group) {
    return logs()
        .resolve(new UUID(group.high(), group.low()).toString())
        .resolve("current")
        .resolve("raft-meta");
  }

  Path store(int group) {
    return group(group).resolve("store");
  }

  Path work(int group) {
    return group(group).resolve("work");
  }

  private Path group(int number) {
    return data.resolve("group-" + number);
  }
}
