// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/**
 * How a node takes part, with the reasons; ADR 0014 has the longer story.
 *
 * @param self which of the members this node is
 * @param folder where the logs are kept
 * @param snapshotEvery how many entries are applied between two snapshots
 * @param electionTimeout how long a follower waits for a leader at least; at most twice that
 */
public record RatisSettings(
    Member self,
    List<Member> members,
    Path folder,
    long snapshotEvery,
    Duration electionTimeout,
    Tuning tuning) {
  private static final long SNAPSHOT_EVERY = 200_000;
  private static final Duration ELECTION_TIMEOUT = Duration.ofMillis(600);
  private static final int KEPT_SNAPSHOTS = 2;
  private static final TimeDuration NEVER = TimeDuration.valueOf(365, TimeUnit.DAYS);

  /** Whose settings hold. */
  public enum Tuning {
    /** The ones explained here. */
    PAWL,
    /** Ratis' own, to compare with; a registry does not run on them. */
    RATIS_DEFAULTS
  }

  public RatisSettings {
    members = List.copyOf(members);
    checkArgument(members.contains(self), "%s is none of the members.", self.name().value());
    checkArgument(snapshotEvery > 0, "A snapshot comes after at least one entry.");
  }

  public static RatisSettings of(Member self, List<Member> members, Path folder) {
    return new RatisSettings(self, members, folder, SNAPSHOT_EVERY, ELECTION_TIMEOUT, Tuning.PAWL);
  }

  public RatisSettings withSnapshotEvery(long entries) {
    return new RatisSettings(self, members, folder, entries, electionTimeout, tuning);
  }

  public RatisSettings tunedBy(Tuning other) {
    return new RatisSettings(self, members, folder, snapshotEvery, electionTimeout, other);
  }

  static RaftPeerId peerId(NodeName name) {
    return RaftPeerId.valueOf(name.value());
  }

  static RaftGroup group(ClusterId id, List<Member> members) {
    return RaftGroup.valueOf(groupId(id), members.stream().map(RatisSettings::peer).toList());
  }

  static RaftGroupId groupId(ClusterId id) {
    return RaftGroupId.valueOf(new UUID(id.high(), id.low()));
  }

  private static RaftPeer peer(Member member) {
    return RaftPeer.newBuilder().setId(peerId(member.name())).setAddress(member.address()).build();
  }

  RaftProperties properties() {
    RaftProperties properties = new RaftProperties();
    RaftServerConfigKeys.setStorageDir(properties, List.of(folder.toFile()));
    GrpcConfigKeys.Server.setHost(properties, self.host());
    GrpcConfigKeys.Server.setPort(properties, self.port());
    if (tuning == Tuning.RATIS_DEFAULTS) {
      return properties;
    }
    RaftConfigKeys.Rpc.setType(properties, new CarefulRpc());
    setTimes(properties);
    setLog(properties);
    setSnapshots(properties);
    // A read has been confirmed before Ratis sees it: see ServerOverGrpc.
    RaftServerConfigKeys.Read.setOption(properties, RaftServerConfigKeys.Read.Option.DEFAULT);
    return properties;
  }

  private void setTimes(RaftProperties properties) {
    TimeDuration shortest = millis(electionTimeout.toMillis());
    TimeDuration longest = millis(2 * electionTimeout.toMillis());
    RaftServerConfigKeys.Rpc.setTimeoutMin(properties, shortest);
    RaftServerConfigKeys.Rpc.setTimeoutMax(properties, longest);
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, millis(100));
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, shortest);
    // A node that stood still steps down if it led. Ratis would also close it after a while,
    // silently, and leave a process that looks alive.
    RaftServerConfigKeys.setCloseThreshold(properties, NEVER);
    // The log is the memory of who asked what; a retry never comes later than a client's timeout.
    RaftServerConfigKeys.RetryCache.setExpiryTime(
        properties, TimeDuration.valueOf(2, TimeUnit.MINUTES));
  }

  private static void setLog(RaftProperties properties) {
    // An entry counts when it is on the device, on a majority of devices.
    RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, false);
    RaftServerConfigKeys.Log.setAsyncFlushEnabled(properties, false);
    // Without it every commit appends a second entry that says that the first was committed, and
    // syncs it. What it would save is a moment at the next start.
    RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
    // Requests that wait share a sync. What a follower says it has is for Appends to watch.
    RaftServerConfigKeys.Log.setAppendEntriesComposeEnabled(properties, false);
    // How long to gather is for the appender to say.
    RaftServerConfigKeys.Log.Appender.setWaitTimeMin(properties, TimeDuration.ZERO);
    // A log that a dead disk tore is refused, not cut: what is cut may have been acknowledged.
    RaftServerConfigKeys.Log.setCorruptionPolicy(
        properties, RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION);
    RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf("8MB"));
    RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.valueOf("1MB"));
    // A dead member does not keep everybody's log from being cut: it comes back by snapshot.
    RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
    RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
  }

  private void setSnapshots(RaftProperties properties) {
    RaftServerConfigKeys.Log.Appender.setInstallSnapshotEnabled(properties, true);
    RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, true);
    RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(properties, snapshotEvery);
    RaftServerConfigKeys.Snapshot.setRetentionFileNum(properties, KEPT_SNAPSHOTS);
    // Stopping would wait for a snapshot that only begins then; the log has what it would hold.
    RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
    RaftServerConfigKeys.Snapshot.setTriggerWhenRemoveEnabled(properties, false);
    RaftServerConfigKeys.Snapshot.setCreationGap(properties, 1);
  }

  private static TimeDuration millis(long millis) {
    return TimeDuration.valueOf(millis, TimeUnit.MILLISECONDS);
  }
}
