// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads lines that are not blank, in batches: as many as are there, and at least one. */
final class Lines {

  /** Longer than the longest entry in hex. */
  static final int LENGTH_MAX = 1 << 21;

  static final Comparator<Line> IN_ORDER = Comparator.comparingLong(Line::number);

  private final BufferedReader reader;
  private long number;
  private boolean ended;

  Lines(InputStream in) {
    this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** A line, cut off where it gets longer than any line should be. */
  record Line(long number, String text) {
    boolean isTooLong() {
      return text.length() > LENGTH_MAX;
    }
  }

  /**
   * Waits for the first line only, so that who writes line by line is answered line by line. Empty
   * at the end.
   */
  List<Line> batch(int sizeMax) throws IOException {
    List<Line> batch = new ArrayList<>();
    while (!ended && batch.size() < sizeMax && (batch.isEmpty() || reader.ready())) {
      Line line = next();
      if (!line.text().isBlank()) {
        batch.add(line);
      }
    }
    return List.copyOf(batch);
  }

  private Line next() throws IOException {
    StringBuilder text = new StringBuilder();
    int read = reader.read();
    while (read >= 0 && read != '\n') {
      if (text.length() <= LENGTH_MAX) {
        text.append((char) read);
      }
      read = reader.read();
    }
    ended = read < 0;
    number++;
    return new Line(number, text.toString());
  }
}
