// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.bench;

import io.pawl.app.wiring.BenchCluster.Load;
import io.pawl.domain.writer.Registration;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Keeps so many proposals on their way for a while, and notes how long each took. */
final class Measurement {
  private static final int SAMPLES_MAX = 1 << 20;

  private final Load load;
  private final Supplier<List<Registration>> proposals;
  private final int outstanding;
  private final long[] nanos = new long[SAMPLES_MAX];
  private final AtomicInteger samples = new AtomicInteger();
  private final AtomicBoolean failed = new AtomicBoolean();

  Measurement(Load load, Supplier<List<Registration>> proposals, int outstanding) {
    this.load = load;
    this.proposals = proposals;
    this.outstanding = outstanding;
  }

  /**
   * What was measured.
   *
   * @param perSecond registrations
   * @param p50Micros of a proposal
   * @param p99Micros of a proposal
   */
  record Result(double perSecond, double p50Micros, double p99Micros) {}

  Result run(Duration duration, int registrationsEach) throws InterruptedException {
    Semaphore permits = new Semaphore(outstanding);
    long begin = System.nanoTime();
    long end = begin + duration.toNanos();
    while (System.nanoTime() < end) {
      permits.acquire();
      propose(proposals.get(), permits);
    }
    permits.acquire(outstanding);
    return result(System.nanoTime() - begin, registrationsEach);
  }

  private void propose(List<Registration> registrations, Semaphore permits) {
    long sent = System.nanoTime();
    var unused =
        load.propose(registrations)
            .whenComplete(
                (taken, failure) -> {
                  note(System.nanoTime() - sent, failure == null && taken);
                  permits.release();
                });
  }

  private void note(long took, boolean taken) {
    int sample = samples.getAndIncrement();
    if (sample < SAMPLES_MAX) {
      nanos[sample] = took;
    }
    if (!taken) {
      failed.set(true);
    }
  }

  private Result result(long took, int registrationsEach) {
    if (failed.get()) {
      throw new IllegalStateException("A proposal was not taken; what was measured is void.");
    }
    int count = Math.min(SAMPLES_MAX, samples.get());
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return new Result(
        (double) samples.get() * registrationsEach * 1e9 / took,
        sorted[count / 2] / 1e3,
        sorted[Math.min(count - 1, count * 99 / 100)] / 1e3);
  }
}
