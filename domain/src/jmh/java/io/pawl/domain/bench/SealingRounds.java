// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the same turns in several JVMs after one another, because each compiles a little
 * differently, and reports them all. Who calls a method that became hot waits until it is compiled:
 * a compiler in the background would take a processor from one of two threads that are measured.
 */
public final class SealingRounds {

  private SealingRounds() {}

  /**
   * The properties {@code pawl.bench.jvms}, {@code pawl.bench.turns} (in each), {@code
   * pawl.bench.millis} (of a slice) and {@code pawl.bench.sizes} make it shorter or longer.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int jvms = Integer.getInteger("pawl.bench.jvms", 12);
    List<Score> scores = new ArrayList<>();
    for (int jvm = 1; jvm <= jvms; jvm++) {
      scores.addAll(turns(jvm));
    }
    System.out.println(new Report(scores).text());
  }

  private static List<Score> turns(int jvm) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx1g",
                "-Xbatch",
                "-cp",
                System.getProperty("java.class.path"),
                Turns.class.getName(),
                Integer.toString(jvm),
                System.getProperty("pawl.bench.turns", "4"),
                System.getProperty("pawl.bench.millis", "2"),
                System.getProperty("pawl.bench.sizes", "64,1024,65536,1048576"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Score> scores = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(line);
        Score.parse(line).ifPresent(scores::add);
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The JVM ended with %d.".formatted(process.exitValue()));
    }
    return scores;
  }
}
