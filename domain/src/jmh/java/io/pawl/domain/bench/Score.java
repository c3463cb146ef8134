// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Optional;

/**
 * What one did in its slice of a round.
 *
 * @param operations a second, of all threads together
 * @param allocated bytes for one operation
 */
record Score(Run run, Round round, double operations, double allocated) {
  private static final String MARK = "score";

  /** Their slices of one round follow one another. */
  record Round(int jvm, int number) {}

  /** What is done, and where the result goes. */
  enum Way {
    SEAL_INTO("sealInto"),
    SEAL_NEW("sealNew"),
    OPEN_INTO("openInto"),
    OPEN_NEW("openNew");

    private final String method;

    Way(String method) {
      this.method = method;
    }

    String method() {
      return method;
    }

    boolean isIntoBuffer() {
      return this == SEAL_INTO || this == OPEN_INTO;
    }
  }

  /** Who does it: Tink with its primitive alone, and with a key set, as it is given to programs. */
  enum Doer {
    BARE("bare"),
    PAWL("pawl"),
    TINK("tink"),
    TINK_KEYSET("tinkKeyset");

    private final String field;

    Doer(String field) {
      this.field = field;
    }

    /** The field of {@link Speeds} that it has its values in; those of its bytes are beside. */
    String field() {
      return field;
    }
  }

  /** What one of them did of values of one size with a number of threads. */
  record Run(Way way, Doer doer, int size, int threads) {
    Run by(Doer other) {
      return new Run(way, other, size, threads);
    }

    Run with(int otherThreads) {
      return new Run(way, doer, size, otherThreads);
    }
  }

  /** What {@link #parse} reads in the JVM that collects. */
  String line() {
    return "%s %s %s %d %d %d %d %s %s"
        .formatted(
            MARK,
            run.way,
            run.doer,
            run.size,
            run.threads,
            round.jvm,
            round.number,
            operations,
            allocated);
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
            new Round(Integer.parseInt(fields.get(5)), Integer.parseInt(fields.get(6))),
            Double.parseDouble(fields.get(7)),
            Double.parseDouble(fields.get(8))));
  }
}
