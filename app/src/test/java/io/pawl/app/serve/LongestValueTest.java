// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cli.Pawl;
import io.pawl.domain.seal.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The longest value there may be, in processes that have four times its length for everything. */
final class LongestValueTest {
  private static final int LONGEST = 64 << 20;
  private static final int HEAP_MEBIBYTES = 256;

  @TempDir Path home;

  @Test
  void the_longest_value_is_sealed_and_opened_in_little_memory() throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "mvstore").bootstrapped();
    Path text = home.resolve("text");
    Path sealed = home.resolve("sealed");
    Path opened = home.resolve("opened");
    byte[] bytes = new byte[LONGEST];
    new Random(1).nextBytes(bytes);
    Files.write(text, bytes);

    node.running(
        registry -> {
          assertThat(ended(node, List.of("seal", "--node", "writer"), text, sealed))
              .endsWith(": %d bytes.".formatted(Envelope.lengthOf(LONGEST)));
          assertThat(ended(node, List.of("open"), sealed, opened))
              .isEqualTo("Opened: %d bytes.".formatted(LONGEST));
        });

    assertThat(Files.mismatch(text, opened)).isEqualTo(-1);
  }

  private static String ended(KeyedNode node, List<String> command, Path in, Path out) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--in", in.toString(), "--out", out.toString()));
    arguments.addAll(List.of("--kek-file", node.kek().toString()));
    arguments.addAll(List.of("--members", ServeCluster.list(node.settings().members())));
    try (ChildProcess process = ChildProcess.start(Pawl.class, arguments, HEAP_MEBIBYTES)) {
      assertThat(process.awaitExit()).as(process.errors()).isZero();
      return process.output().strip();
    }
  }
}
