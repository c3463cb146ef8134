// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.ports.driven.KeyFigure;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.RemoteFault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.GroupManagementRequest;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.rpc.CallId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachine;
import org.apache.ratis.util.ExitUtils;
import org.jspecify.annotations.Nullable;

/** A node that takes part in groups. It opens none of their stores and closes none. */
public final class RatisNode implements AutoCloseable {
  static {
    keepRatisFromEndingTheProcess();
  }

  private final RaftServer server;
  private final NodeThreads threads;
  private final AtomicBoolean stopping;

  private RatisNode(RaftServer server, NodeThreads threads, AtomicBoolean stopping) {
    this.server = server;
    this.threads = threads;
    this.stopping = stopping;
  }

  /**
   * Starts a node with all its groups, or none: what was started before a failure is stopped again.
   *
   * @throws RemoteFault {@code LOG_FAILED}: a log cannot be read, or the address is taken; {@code
   *     STATE_MISMATCH}: entries are neither in the log, nor in a snapshot, nor in the store
   */
  public static RatisNode start(
      RatisSettings settings, List<RatisGroup> groups, HaltListener halts, String version) {
    groups.forEach(group -> prepare(LogBeginning.of(settings.folder(), group.id()), group));
    NodeThreads threads = NodeThreads.forGroups(groups.size());
    AtomicBoolean stopping = new AtomicBoolean();
    GroupServices services =
        new GroupServices(threads, halts, settings.electionTimeout(), version, stopping);
    Map<RaftGroupId, RatisGroup> byId =
        groups.stream()
            .collect(
                Collectors.toMap(group -> RatisSettings.groupId(group.id()), Function.identity()));
    try {
      RaftServer server =
          build(settings, groups.get(0).id(), id -> machine(byId.get(id), services));
      return start(settings, groups, new RatisNode(server, threads, stopping));
    } catch (IOException | RuntimeException e) {
      threads.close();
      throw new RemoteFault(Sentinel.LOG_FAILED, "Starting the node failed: " + e, e);
    }
  }

  private static void prepare(LogBeginning log, RatisGroup group) {
    log.makeDurable();
    log.mendFrom(group);
  }

  /**
   * Starts a node whose state machine does nothing, to compare with.
   *
   * @throws RemoteFault as {@link #start}
   */
  public static RatisNode startEmpty(RatisSettings settings, ClusterId group) {
    NodeThreads threads = NodeThreads.forGroups(1);
    try {
      RaftServer server = build(settings, group, id -> new EmptyStateMachine());
      server.start();
      return new RatisNode(server, threads, new AtomicBoolean());
    } catch (IOException | RuntimeException e) {
      threads.close();
      throw new RemoteFault(Sentinel.LOG_FAILED, "Starting the node failed: " + e, e);
    }
  }

  /**
   * Ratis ends the process when it cannot listen, and when any thread of it dies, Ratis' or not. To
   * end it is for whoever began it; here such a failure is an exception like others.
   */
  private static void keepRatisFromEndingTheProcess() {
    Thread.@Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    ExitUtils.disableSystemExit();
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  private static StateMachine machine(@Nullable RatisGroup group, GroupServices services) {
    if (group == null) {
      throw new IllegalStateException("There is the log of a group that is not ours.");
    }
    return new RegistryStateMachine(group.replica(), group.work(), services);
  }

  private static RaftServer build(
      RatisSettings settings, ClusterId first, StateMachine.Registry machines) throws IOException {
    return RaftServer.newBuilder()
        .setServerId(RatisSettings.peerId(settings.self().name()))
        .setProperties(settings.properties())
        .setParameters(new Parameters())
        .setStateMachineRegistry(machines)
        .setOption(RaftStorage.StartupOption.RECOVER)
        .setGroup(RatisSettings.group(first, settings.members()))
        .build();
  }

  private static RatisNode start(RatisSettings settings, List<RatisGroup> groups, RatisNode node)
      throws IOException {
    try {
      node.server.start();
      for (RatisGroup group : groups) {
        node.join(RatisSettings.group(group.id(), settings.members()));
      }
      return node;
    } catch (IOException | RuntimeException e) {
      node.stopping.set(true);
      node.server.close();
      throw e;
    }
  }

  /** Groups that were joined before are found again in the folder of the logs. */
  private void join(RaftGroup group) throws IOException {
    for (RaftGroupId known : server.getGroupIds()) {
      if (known.equals(group.getGroupId())) {
        return;
      }
    }
    RaftClientReply reply =
        server.groupManagement(
            GroupManagementRequest.newAdd(
                ClientId.randomId(), server.getId(), CallId.getAndIncrement(), group, false));
    if (!reply.isSuccess()) {
      throw new IOException(
          "Group " + group.getGroupId() + " was not added.", reply.getException());
    }
  }

  /** Where this node stands in a group. */
  public Standing standing(ClusterId group) {
    try {
      StateMachine machine = server.getDivision(RatisSettings.groupId(group)).getStateMachine();
      return ((RegistryStateMachine) machine).standing();
    } catch (IOException e) {
      throw new RemoteFault(Sentinel.LOG_FAILED, "There is no group " + group + " here.", e);
    }
  }

  /** Whether the group is open: it neither stopped nor halted. */
  public boolean isAlive(ClusterId group) {
    try {
      return server.getDivision(RatisSettings.groupId(group)).getInfo().isAlive();
    } catch (IOException e) {
      return false;
    }
  }

  /** What the log of a group counts and times about itself, in the order of their names. */
  public List<KeyFigure> keyFigures(ClusterId group) {
    return RatisKeyFigures.of(
        RaftGroupMemberId.valueOf(server.getId(), RatisSettings.groupId(group)));
  }

  /** Stops all groups. Afterwards no thread of this node touches a replica any more. */
  @Override
  public void close() {
    stopping.set(true);
    try {
      server.close();
    } catch (IOException e) {
      throw new RemoteFault(Sentinel.LOG_FAILED, "Stopping the node failed.", e);
    } finally {
      threads.close();
    }
  }
}
