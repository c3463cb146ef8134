// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.bench;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.app.bench.Bench.Plan;
import io.pawl.app.bench.Measurement.Result;
import io.pawl.app.wiring.BenchCluster;
import io.pawl.app.wiring.BenchCluster.Kind;
import io.pawl.app.wiring.BenchCluster.Load;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A running cluster that is measured, and what is proposed to it. */
final class Subject implements Closeable {
  private static final int FILL = 4_096;
  private static final int FILL_OUTSTANDING = 4;

  private final Kind kind;
  private final int rows;
  private final Path home;
  private final BenchCluster cluster;
  private final Load load;
  private final Proposals inserts = new Proposals();
  private final Advances advances;

  private Subject(Kind kind, int rows, Path home, BenchCluster cluster, Advances advances) {
    this.kind = kind;
    this.rows = rows;
    this.home = home;
    this.cluster = cluster;
    this.load = cluster.load(Bench.OUTSTANDING_MAX);
    this.advances = advances;
  }

  /** Starts a cluster; a registry is filled with so many rows. */
  static Subject start(Kind kind, Plan plan, int rows) throws IOException {
    Path home = Files.createTempDirectory("pawl-bench");
    BenchCluster cluster = BenchCluster.start(kind, plan.engine(), home);
    Subject subject = new Subject(kind, rows, home, cluster, plan.advances(rows));
    if (kind == Kind.PAWL) {
      subject.fill();
    }
    return subject;
  }

  private void fill() {
    try (Load filling = cluster.load(FILL_OUTSTANDING)) {
      for (int done = 0; done < rows; done += FILL) {
        filling.propose(inserts.take(Math.min(FILL, rows - done))).join();
      }
    }
  }

  Kind kind() {
    return kind;
  }

  int rows() {
    return rows;
  }

  /** Keeps so many proposals of one registration each on their way. */
  Result measure(int outstanding, Duration duration) throws InterruptedException {
    return new Measurement(load, advances::take, outstanding).run(duration, 1);
  }

  /** Keeps so many proposals of new writers on their way; the registry grows by them. */
  Result measureBulk(int outstanding, int each, Duration duration) throws InterruptedException {
    return new Measurement(load, () -> inserts.take(each), outstanding).run(duration, each);
  }

  String name() {
    return kind == Kind.PAWL ? "%s, %,d rows".formatted(kind, rows) : kind.toString();
  }

  @Override
  public void close() throws IOException {
    try (cluster) {
      load.close();
    } finally {
      MoreFiles.deleteRecursively(home, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
