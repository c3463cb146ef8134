// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.StateMachine;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.FileListSnapshotInfo;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

/** A state machine for whose device the log waits at each of its syncs, while it is held. */
final class SlowDevice extends BaseStateMachine {
  /** The only snapshot it takes over. */
  static final TermIndex SNAPSHOT = TermIndex.valueOf(1, 10);

  private final BlockingQueue<CompletableFuture<@Nullable Void>> waiting =
      new LinkedBlockingQueue<>();
  private volatile boolean held;

  void hold() {
    held = true;
  }

  /** Waits until the log syncs, and lets it. */
  void letOneSyncPass() throws InterruptedException {
    nextSync().complete(null);
  }

  /** Waits until the log waits for a sync. */
  void awaitSync() throws InterruptedException {
    waiting.add(nextSync());
  }

  private CompletableFuture<@Nullable Void> nextSync() throws InterruptedException {
    CompletableFuture<@Nullable Void> sync = waiting.poll(10, TimeUnit.SECONDS);
    if (sync == null) {
      throw new AssertionError("The log did not sync.");
    }
    return sync;
  }

  void release() {
    held = false;
    letAllPass();
  }

  private void letAllPass() {
    List<CompletableFuture<@Nullable Void>> passing = new ArrayList<>();
    waiting.drainTo(passing);
    passing.forEach(sync -> sync.complete(null));
  }

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage)
      throws IOException {
    super.initialize(server, group, storage);
    getLifeCycle().startAndTransition(() -> {});
  }

  @Override
  public void pause() {
    getLifeCycle().transition(LifeCycle.State.PAUSING);
    getLifeCycle().transition(LifeCycle.State.PAUSED);
  }

  @Override
  public void reinitialize() {
    getLifeCycle().startAndTransition(() -> setLastAppliedTermIndex(SNAPSHOT));
  }

  /** What is installed, if anything is. */
  @Override
  public @Nullable SnapshotInfo getLatestSnapshot() {
    return SNAPSHOT.equals(getLastAppliedTermIndex())
        ? new FileListSnapshotInfo(List.of(), SNAPSHOT)
        : null;
  }

  @Override
  public StateMachine.DataApi data() {
    return new StateMachine.DataApi() {
      @Override
      public CompletableFuture<@Nullable Void> flush(long index) {
        CompletableFuture<@Nullable Void> sync = new CompletableFuture<>();
        waiting.add(sync);
        if (!held) {
          letAllPass();
        }
        return sync;
      }
    };
  }
}
