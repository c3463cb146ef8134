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
 * data/raft/ID-OF-GROUP/node   whose log it is
 * data/group-N/node        whose state it is
 * data/group-N/store/      the state of a group; the storage engine's own
 * data/group-N/encryption/ the sidecar of a group, with encryption
 * data/group-N/work/       files on their way
 * </pre>
 */
record DataFolder(Path data) {
  private static final String IDENTITY = "node";

  Path identity() {
    return identity(data);
  }

  Path logs() {
    return data.resolve("raft");
  }

  /** Where Ratis keeps whom this node voted for; the one file that must never get lost alone. */
  Path vote(ClusterId group) {
    return log(group).resolve("current").resolve("raft-meta");
  }

  Path log(ClusterId group) {
    return logs().resolve(new UUID(group.high(), group.low()).toString());
  }

  /** Says whose a folder is: the data folder, or a part of it. */
  static Path identity(Path part) {
    return part.resolve(IDENTITY);
  }

  Path store(int group) {
    return group(group).resolve("store");
  }

  Path work(int group) {
    return group(group).resolve("work");
  }

  Path group(int number) {
    return data.resolve("group-" + number);
  }
}
