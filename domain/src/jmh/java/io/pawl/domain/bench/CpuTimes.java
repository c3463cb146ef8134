// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What all processors did since the machine started, in ticks. The share of time that a hypervisor
 * stole says whether a measurement measured the program or the neighbours.
 */
public record CpuTimes(long total, long stolen) {
  private static final Path SOURCE = Path.of("/proc/stat");
  private static final int FIRST_FIELD = 1;
  private static final int STEAL_FIELD = 8;

  /** Zero everywhere where the system does not count: nothing is known to be stolen there. */
  public static CpuTimes now() throws IOException {
    return Files.isReadable(SOURCE) ? parse(Files.readAllLines(SOURCE).get(0)) : new CpuTimes(0, 0);
  }

  /** Fields after the steal count time that user time counts already. */
  static CpuTimes parse(String line) {
    List<Long> ticks =
        Splitter.on(' ').omitEmptyStrings().splitToList(line).stream()
            .skip(FIRST_FIELD)
            .limit(STEAL_FIELD)
            .map(Long::valueOf)
            .toList();
    return new CpuTimes(
        ticks.stream().mapToLong(Long::longValue).sum(), ticks.get(STEAL_FIELD - 1));
  }

  public double stolenShareSince(CpuTimes before) {
    long elapsed = total - before.total;
    return elapsed == 0 ? 0 : (double) (stolen - before.stolen) / elapsed;
  }
}
