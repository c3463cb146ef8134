// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import io.pawl.domain.key.DekId;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The sessions that were opened, by their keys. What was sealed is asked of them: a session counts
 * its nonces anyway, and goes on sealing for whoever still holds it. There are at most as many as a
 * writer has epochs.
 */
final class SessionsByKey {
  private final ConcurrentMap<DekId, Queue<WriterSession>> sessions = new ConcurrentHashMap<>();
  private final FirstSeen<DekId> keys = new FirstSeen<>();

  void add(WriterSession session) {
    sessions.computeIfAbsent(session.dek(), any -> new ConcurrentLinkedQueue<>()).add(session);
    keys.see(session.dek());
  }

  /**
   * How many nonces were given under the key. As many values were sealed, or less: threads that
   * seal side by side take some in advance, and leave them when they end or go over to another
   * session.
   */
  long sealed(DekId key) {
    Queue<WriterSession> opened = sessions.get(key);
    return opened == null ? 0 : opened.stream().mapToLong(WriterSession::given).sum();
  }

  /** Tells of every key that a session is opened under, once. */
  void watch(Consumer<DekId> watcher) {
    keys.watch(watcher);
  }
}
