// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one run gave.
 *
 * @param turn those of one way in the same turn ran right after one another in one JVM
 * @param operations a second, of all threads together
 * @param allocated bytes for one operation
 */
record Score(Run run, String turn, double operations, double allocated) {
  private static final String MARK = "score";

  /** What is done, and where the result goes. */
  enum Way {
    SEAL_INTO("sealInto", Doer.BARE, Doer.PAWL),
    SEAL_NEW("sealNew", Doer.BARE, Doer.PAWL, Doer.TINK),
    OPEN_INTO("openInto", Doer.BARE, Doer.PAWL),
    OPEN_NEW("openNew", Doer.BARE, Doer.PAWL, Doer.TINK);

    private final String method;
    private final ImmutableList<Doer> doers;

    Way(String method, Doer... doers) {
      this.method = method;
      this.doers = ImmutableList.copyOf(doers);
    }

    String method() {
      return method;
    }

    List<Doer> doers() {
      return doers;
    }

    /** The way that does the same and gives back a new array. */
    Way returning() {
      return switch (this) {
        case SEAL_INTO, SEAL_NEW -> SEAL_NEW;
        case OPEN_INTO, OPEN_NEW -> OPEN_NEW;
      };
    }
  }

  /** Who does it. */
  enum Doer {
    BARE,
    PAWL,
    TINK
  }

  /** One benchmark method with its size and threads. */
  record Run(Way way, Doer doer, int size, int threads) {
    String method() {
      return way.method() + "_" + doer.name().toLowerCase(Locale.ROOT);
    }

    Run by(Doer other) {
      return new Run(way, other, size, threads);
    }

    /**
     * What Tink has for it: it always returns a new array. That is another way, a few runs away in
     * the same turn.
     */
    Run byTink() {
      return new Run(way.returning(), Doer.TINK, size, threads);
    }

    Run with(int otherThreads) {
      return new Run(way, doer, size, otherThreads);
    }
  }

  /** What {@link #parse} reads in the JVM that collects. */
  String line() {
    return "%s %s %s %d %d %s %s %s"
        .formatted(MARK, run.way, run.doer, run.size, run.threads, turn, operations, allocated);
  }

  /** Empty for a line that is something else. */
  static Optional<Score> parse(String line) {
    List<String> fields = Splitter.on(' ').splitToList(line);
    if (!fields.get(0).equals(MARK)) {
      return Optional.empty();
    }
    Run run =
        new Run(
            Way.valueOf(fields.get(1)),
            Doer.valueOf(fields.get(2)),
            Integer.parseInt(fields.get(3)),
            Integer.parseInt(fields.get(4)));
    return Optional.of(
        new Score(
            run,
            fields.get(5),
            Double.parseDouble(fields.get(6)),
            Double.parseDouble(fields.get(7))));
  }
}
