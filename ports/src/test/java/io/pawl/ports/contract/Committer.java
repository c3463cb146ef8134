// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.pawl.domain.state.Change;
import io.pawl.ports.driven.WriterRegistryStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * Commits from a thread of its own, one index after the other, from its making until it is closed.
 * What went wrong there comes out when it is closed.
 */
final class Committer implements AutoCloseable {
  static final int INDEX_MAX = 20_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final WriterRegistryStore store;
  private final IntFunction<List<Change>> changes;
  private final CompletableFuture<Integer> done = new CompletableFuture<>();
  private final Thread thread;
  private volatile int acknowledged;
  private volatile boolean stopped;

  private Committer(WriterRegistryStore store, IntFunction<List<Change>> changes) {
    this.store = store;
    this.changes = changes;
    this.thread = new Thread(this::run, "committer");
  }

  /** Index 1 is committed on return. */
  static Committer start(WriterRegistryStore store, IntFunction<List<Change>> changes) {
    store.commit(Sample.at(1), changes.apply(1));
    Committer committer = new Committer(store, changes);
    committer.acknowledged = 1;
    committer.thread.start();
    return committer;
  }

  /** The index of the last commit that returned. */
  int acknowledged() {
    return acknowledged;
  }

  private void run() {
    try {
      for (int index = 2; index <= INDEX_MAX && !stopped; index++) {
        store.commit(Sample.at(index), changes.apply(index));
        acknowledged = index;
      }
      done.complete(acknowledged);
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    stopped = true;
    Uninterruptibles.joinUninterruptibly(thread, PATIENCE);
    assertThat(done).as("the committer came to its end").isDone();
    done.join();
  }
}
