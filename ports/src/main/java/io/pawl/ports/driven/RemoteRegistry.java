// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.state.KeyUses;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.List;
import java.util.Optional;

/**
 * The registry of a cluster, asked from outside. No call takes longer than the time it was made
 * with: then it ends in what is known by then.
 */
public interface RemoteRegistry extends AutoCloseable {

  /** As many fates as registrations, in their order. At most {@code COUNT_MAX} of an entry. */
  List<Fate> register(List<Registration> registrations);

  /**
   * The row as of now: every registration that was answered before is in it.
   *
   * @throws RemoteFault if no leader answers in time
   */
  Optional<WriterRow> row(WriterKey key);

  /**
   * All rows of a key as of now, in slot order.
   *
   * @throws RemoteFault if no leader answers in time
   */
  List<StoredRow> rows(DekId dek);

  /**
   * Every key that has rows as of now, in order.
   *
   * @throws RemoteFault if no leader answers in time
   */
  List<DekId> deks();

  /**
   * The keys as of now, wrapped.
   *
   * @throws RemoteFault if no leader answers in time
   */
  ClusterKeys keys();

  /** Lets the leader make the first keys. It happens once; asking again is safe, and tells. */
  KeyFate bootstrap();

  /**
   * Lets the leader make another key of a purpose. One call rotates once, however often it has to
   * be sent: it is sent together with the id of the key that is active now, or with none, and then
   * the leader says why there is none. Another call is another rotation.
   */
  KeyFate rotate(Purpose purpose);

  /** What each member says of itself, in the order they were named; no quorum is needed. */
  List<MemberStatus> status();

  /**
   * The keys as far as a member has applied them, and who registered under them; no quorum is
   * needed.
   *
   * @throws RemoteFault if the member does not answer in time
   */
  KeyUses keyUses(NodeName member);

  /**
   * Lets a member write a snapshot and forget the log before it.
   *
   * @throws RemoteFault if the member does not answer in time, or cannot
   */
  LogPosition snapshot(NodeName member);

  @Override
  void close();
}
