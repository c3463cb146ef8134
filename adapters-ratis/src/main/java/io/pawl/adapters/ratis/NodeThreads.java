// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads of a node beside those of Ratis, all its groups together. */
record NodeThreads(ExecutorService queries, ExecutorService snapshots) implements AutoCloseable {
  private static final int QUERY_THREADS = 2;
  private static final int QUERIES_WAITING_MAX = 1024;
  private static final int SNAPSHOT_THREADS = 1;
  private static final long STOPPING_SECONDS_MAX = 10;

  static NodeThreads forGroups(int groups) {
    return new NodeThreads(
        executor("pawl-query-%d", QUERY_THREADS, QUERIES_WAITING_MAX),
        executor("pawl-snapshot-%d", SNAPSHOT_THREADS, groups));
  }

  private static ExecutorService executor(String names, int threads, int waitingMax) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        1,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(waitingMax),
        new ThreadFactoryBuilder().setNameFormat(names).setDaemon(true).build());
  }

  @Override
  public void close() {
    stop(queries);
    stop(snapshots);
  }

  private static void stop(ExecutorService executor) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(STOPPING_SECONDS_MAX, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
