// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.RemoteFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.ratis.proto.RaftProtos.ReplicationLevel;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.AlreadyClosedException;
import org.apache.ratis.protocol.exceptions.GroupMismatchException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.NotReplicatedException;
import org.apache.ratis.protocol.exceptions.RaftException;
import org.apache.ratis.protocol.exceptions.ReadException;
import org.apache.ratis.protocol.exceptions.ReadIndexException;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.apache.ratis.protocol.exceptions.ServerNotReadyException;
import org.apache.ratis.protocol.exceptions.StateMachineException;
import org.apache.ratis.protocol.exceptions.TimeoutIOException;
import org.apache.ratis.protocol.exceptions.TransferLeadershipException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of what could come over the network as Java objects, exceptions are read and nothing else. */
final class ReceivedObjectsTest {

  @ParameterizedTest
  @MethodSource("exceptions")
  void exceptions_that_members_answer_with_arrive_with_cause_and_trace(Throwable sent)
      throws IOException, ClassNotFoundException {
    Throwable received = (Throwable) received(sent);

    assertThat(received).hasSameClassAs(sent).hasMessage(sent.getMessage());
    assertThat(received.getStackTrace()).isEqualTo(sent.getStackTrace());
    assertThat(String.valueOf(received.getCause())).isEqualTo(String.valueOf(sent.getCause()));
  }

  static Stream<Throwable> exceptions() {
    IOException cause = new IOException("cause", new ConnectException("refused"));
    cause.addSuppressed(new TimeoutException("late"));
    RaftGroupMemberId member =
        RaftGroupMemberId.valueOf(RaftPeerId.valueOf("n1"), RaftGroupId.randomId());
    return Stream.of(
        new StateMachineException("BUSY", new NotAdmitted("BUSY: now"), false),
        new NotAdmitted("REQUEST_MALFORMED: it is"),
        new GroupClosed(cause),
        new ServerNotReadyException("closed"),
        new LeaderSteppingDownException("going"),
        new AlreadyClosedException("closed", cause),
        new GroupMismatchException(member + " is of another group"),
        new RaftException("wrapped", cause),
        new ReadException(cause),
        new ReadIndexException("index", cause),
        new ResourceUnavailableException("full"),
        new TransferLeadershipException("not now"),
        new TimeoutIOException("late", cause),
        new NotReplicatedException(1, ReplicationLevel.ALL, 7),
        new CompletionException(cause),
        new IllegalStateException("state", cause),
        new InterruptedException("interrupted"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("others")
  void everything_else_is_turned_away_before_it_is_made(Object sent) {
    assertThatThrownBy(() -> received(sent))
        .isInstanceOf(InvalidClassException.class)
        .hasMessageContaining("REJECTED");
  }

  static Stream<Arguments> others() {
    Exception carrier = new IOException("carrier");
    carrier.initCause(foreign());
    return Stream.<Object>of(
            new Gadget(),
            new Gadget[] {new Gadget()},
            foreign(),
            carrier,
            new HashMap<>(Map.of("a", "b")),
            new ArrayList<>(List.of(new Gadget())),
            URI.create("http://127.0.0.1/"),
            nested(),
            chain(200),
            new String[100_000])
        .map(sent -> Arguments.of(sent));
  }

  /** Of a package of which none is sent. */
  private static Throwable foreign() {
    return new RemoteFault(Sentinel.BUSY, "foreign");
  }

  /** A set of sets of sets: few bytes that take for ever to hash. */
  private static Set<Object> nested() {
    Set<Object> root = new HashSet<>();
    Set<Object> one = root;
    for (int depth = 0; depth < 30; depth++) {
      Set<Object> next = new HashSet<>(Arrays.asList("leaf"));
      one.add(next);
      one = next;
    }
    return root;
  }

  private static Throwable chain(int length) {
    Throwable last = new IOException("end");
    for (int n = 0; n < length; n++) {
      last = new IOException("link", last);
    }
    return last;
  }

  private static Object received(Object sent) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      in.setObjectInputFilter(ReceivedObjects.filter());
      return in.readObject();
    }
  }

  /** Does something when it is read. */
  private static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;

    private Object readResolve() {
      throw new AssertionError("It was made.");
    }
  }
}
