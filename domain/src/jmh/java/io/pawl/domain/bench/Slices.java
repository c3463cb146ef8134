// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Lists;
import com.sun.management.ThreadMXBean;
import io.pawl.domain.bench.Score.Doer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One thread's part of a round: a slice of a few milliseconds for each, in which one after the
 * other does the same values on the same thread, so that whatever drifts on the machine meets all
 * of them. Threads begin a slice together, and so do the same at the same time.
 *
 * <p>Everybody is called through one interface that many implement. So nobody's code becomes one
 * with the loop that counts while the others' does not.
 */
@State(Scope.Thread)
public class Slices {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** So many bytes between two looks at the clock that looking costs nothing. */
  private static final int BYTES_BETWEEN_LOOKS = 20_000;

  /** How long a value is that costs twice what an empty one does. */
  private static final int FIXED_COST_IN_BYTES = 400;

  /** For a thread whose other one has failed: it would wait for ever. */
  private static final int PATIENCE_SECONDS = 10;

  /** How long a slice is. */
  @Param("2")
  public int millis;

  private int round;

  /** Does one value, and returns what it made. */
  interface Work {
    Object once() throws Exception;
  }

  void take(Map<Doer, Work> works, int size, CyclicBarrier meeting, Speeds speeds, Blackhole hole)
      throws Exception {
    int batch = Math.max(1, BYTES_BETWEEN_LOOKS / (FIXED_COST_IN_BYTES + size));
    for (Doer doer : order(round++)) {
      meeting.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      slice(doer, requireNonNull(works.get(doer)), batch, speeds, hole);
    }
  }

  /** Each is the first in turn, and every second time the order is turned around. */
  private static List<Doer> order(int round) {
    List<Doer> order = new ArrayList<>(List.of(Doer.values()));
    Collections.rotate(order, round / 2);
    return round % 2 == 0 ? order : Lists.reverse(order);
  }

  private void slice(Doer doer, Work work, int batch, Speeds speeds, Blackhole hole)
      throws Exception {
    long end = TimeUnit.MILLISECONDS.toNanos(millis);
    long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    long began = System.nanoTime();
    long values = 0;
    long nanos = 0;
    while (nanos < end) {
      for (int n = 0; n < batch; n++) {
        hole.consume(work.once());
      }
      values += batch;
      nanos = System.nanoTime() - began;
    }
    double seconds = (double) nanos / TimeUnit.SECONDS.toNanos(1);
    double allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
    speeds.set(doer, values / seconds, allocated / seconds);
  }
}
