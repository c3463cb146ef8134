// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.nio.file.Path;
import java.util.List;

/**
 * How a node is put together.
 *
 * @param data the node's folder; everything it keeps is in there
 * @param engine the name of the storage engine
 * @param groups how many groups the cluster consists of
 * @param snapshotEvery how many entries a group applies between two snapshots
 * @param encryption whether the node opens and makes keys
 */
public record NodeSettings(
    String cluster,
    NodeName name,
    List<Member> members,
    Path data,
    String engine,
    int groups,
    long snapshotEvery,
    EncryptionChoice encryption) {
  public static final String DEFAULT_CLUSTER = "pawl";
  public static final int GROUPS_MAX = 64;
  public static final long SNAPSHOT_EVERY = 200_000;

  public NodeSettings {
    members = List.copyOf(members);
    checkArgument(
        members.stream().anyMatch(member -> member.name().equals(name)),
        "%s is none of the members.",
        name.value());
    checkArgument(
        groups > 0 && groups <= GROUPS_MAX,
        "There are 1 to %s groups, not %s.",
        GROUPS_MAX,
        groups);
  }

  /** A node of one group on RocksDB. */
  public static NodeSettings onRocksDb(NodeName name, List<Member> members, Path data) {
    return on("rocksdb", name, members, data);
  }

  /** A node of one group on MVStore. */
  public static NodeSettings onMvStore(NodeName name, List<Member> members, Path data) {
    return on("mvstore", name, members, data);
  }

  private static NodeSettings on(String engine, NodeName name, List<Member> members, Path data) {
    return new NodeSettings(
        DEFAULT_CLUSTER, name, members, data, engine, 1, SNAPSHOT_EVERY, EncryptionChoice.OFF);
  }

  public NodeSettings withEngine(String other) {
    return new NodeSettings(cluster, name, members, data, other, groups, snapshotEvery, encryption);
  }

  public NodeSettings withGroups(int count) {
    return new NodeSettings(cluster, name, members, data, engine, count, snapshotEvery, encryption);
  }

  public NodeSettings withSnapshotEvery(long entries) {
    return new NodeSettings(cluster, name, members, data, engine, groups, entries, encryption);
  }

  public NodeSettings inCluster(String other) {
    return new NodeSettings(other, name, members, data, engine, groups, snapshotEvery, encryption);
  }

  public NodeSettings withEncryption(EncryptionChoice other) {
    return new NodeSettings(cluster, name, members, data, engine, groups, snapshotEvery, other);
  }

  ClusterId group(int number) {
    return ClusterId.of(cluster, number);
  }

  Member self() {
    return members.stream().filter(member -> member.name().equals(name)).findFirst().orElseThrow();
  }
}
