// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static java.util.Objects.requireNonNull;

import com.google.common.reflect.AbstractInvocationHandler;
import com.google.common.reflect.Reflection;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.util.ProtoUtils;

/**
 * The server as those see it who ask over gRPC. Three things are not as Ratis does them; the rest
 * is its own.
 *
 * <p>What other members ask goes through {@link Appends}, so that a follower says no more than is
 * true.
 *
 * <p>What a client proposes is judged and appended on the thread that read it. Ratis has a thread
 * of a pool do it, while the one that read waits: twice a change of threads for each proposal, and
 * one proposal of a client at a time either way. Questions do without that pool, too; it takes
 * nothing for a group that is closed, and whoever asks is to be told so.
 *
 * <p>What a client reads is answered by a leader that a majority followed after the question came.
 * Ratis then looks only whether this node leads, and has applied what those before it committed.
 */
final class ServerOverGrpc extends AbstractInvocationHandler {
  private final RaftServer server;
  private final Leaderships leaderships;
  private final ConcurrentMap<RaftGroupId, Appends> appends = new ConcurrentHashMap<>();

  private ServerOverGrpc(RaftServer server, Leaderships leaderships) {
    this.server = server;
    this.leaderships = leaderships;
  }

  static RaftServer of(RaftServer server, Leaderships leaderships) {
    return Reflection.newProxy(RaftServer.class, new ServerOverGrpc(server, leaderships));
  }

  @Override
  protected Object handleInvocation(Object proxy, Method method, Object[] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "appendEntriesAsync" -> {
        AppendEntriesRequestProto request = (AppendEntriesRequestProto) arguments[0];
        yield appends(request.getServerRequest())
            .append(request, () -> server.appendEntriesAsync(request));
      }
      case "requestVote" -> {
        RequestVoteRequestProto request = (RequestVoteRequestProto) arguments[0];
        yield appends(request.getServerRequest())
            .between(request.getCandidateTerm(), () -> server.requestVote(request));
      }
      case "installSnapshot" -> {
        InstallSnapshotRequestProto request = (InstallSnapshotRequestProto) arguments[0];
        yield appends(request.getServerRequest())
            .install(request, () -> server.installSnapshot(request));
      }
      case "submitClientRequestAsync" -> submit((RaftClientRequest) arguments[0]);
      // The blocking way to append is not the one that gRPC takes.
      case "appendEntries" -> throw new UnsupportedOperationException(method.getName());
      default -> passOn(method, arguments);
    };
  }

  /** The appends of a group that is ours. */
  private Appends appends(RaftRpcRequestProto request) throws IOException {
    RaftGroupId group = ProtoUtils.toRaftGroupId(request.getRaftGroupId());
    RaftServer.Division division = server.getDivision(group);
    return appends.computeIfAbsent(group, id -> new Appends(division::getRaftLog));
  }

  private CompletableFuture<RaftClientReply> submit(RaftClientRequest request) throws IOException {
    RaftServer.Division division = server.getDivision(request.getRaftGroupId());
    return switch (request.getType().getTypeCase()) {
      case READ -> read(division, request);
      case WRITE, STALEREAD -> passOn(division, request);
      default -> server.submitClientRequestAsync(request);
    };
  }

  /**
   * If this node does not lead, and leads when Ratis looks, it began to after the question came,
   * and a majority has followed since: a leader that is ready has committed an entry of its own.
   */
  private CompletableFuture<RaftClientReply> read(
      RaftServer.Division division, RaftClientRequest request) throws IOException {
    return leads(division)
        ? leaderships
            .confirm(division)
            .thenCompose(confirmed -> confirmedOrNot(confirmed, division, request))
        : passOn(division, request);
  }

  /** One that was closed goes on calling itself the leader. */
  private static boolean leads(RaftServer.Division division) {
    return division.getInfo().isAlive() && division.getInfo().isLeader();
  }

  private static CompletableFuture<RaftClientReply> confirmedOrNot(
      boolean confirmed, RaftServer.Division division, RaftClientRequest request) {
    if (!confirmed && leads(division)) {
      return CompletableFuture.completedFuture(unconfirmed(division, request));
    }
    try {
      return passOn(division, request);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CompletableFuture<RaftClientReply> passOn(
      RaftServer.Division division, RaftClientRequest request) throws IOException {
    return ((RaftClientAsynchronousProtocol) division).submitClientRequestAsync(request);
  }

  /** Whoever asked looks for another: there may be one. */
  private static RaftClientReply unconfirmed(
      RaftServer.Division division, RaftClientRequest request) {
    return RaftClientReply.newBuilder()
        .setRequest(request)
        .setException(
            new NotLeaderException(
                division.getMemberId(), null, division.getRaftConf().getCurrentPeers()))
        .build();
  }

  private Object passOn(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(server, arguments);
    } catch (InvocationTargetException e) {
      throw requireNonNull(e.getCause());
    }
  }
}
