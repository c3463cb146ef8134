// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.StorageRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes over one data folder, killed while they spend. */
@Timeout(120)
final class SidecarProcessesTest {
  @TempDir private Path data;

  @Test
  void a_second_process_is_turned_away() throws IOException, InterruptedException {
    try (FileSidecar held = Samples.open(data)) {
      assertThat(held.lastSpent(Samples.STORAGE)).isEmpty();
      Process second = start();
      try (BufferedReader said = second.inputReader(StandardCharsets.UTF_8)) {
        assertThat(said.readLine()).isEqualTo("STORE_LOCKED");
        assertThat(said.readLine()).isNull();
      } finally {
        end(second);
      }
    }
  }

  @Test
  void a_killed_process_has_spent_what_it_said_and_lets_the_folder_go()
      throws IOException, InterruptedException {
    int spent = -1;
    for (int life = 0; life < 3; life++) {
      Process process = start();
      try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
        assertThat(said.readLine()).isEqualTo(Integer.toString(spent + 1));
        expectHeld();
        process.toHandle().destroyForcibly();
        List<String> rest = said.lines().toList();
        spent = rest.isEmpty() ? spent + 1 : Integer.parseInt(rest.get(rest.size() - 1));
      } finally {
        end(process);
      }
      try (FileSidecar found = Samples.open(data)) {
        int last = found.lastSpent(Samples.STORAGE).orElseThrow().value();
        assertThat(last).as("said, or written and not yet said").isBetween(spent, spent + 1);
        spent = last;
      }
    }
  }

  private void expectHeld() {
    assertThatThrownBy(() -> Samples.open(data))
        .isInstanceOfSatisfying(
            StorageRefused.class,
            refused -> assertThat(refused.sentinel()).isEqualTo(Sentinel.STORE_LOCKED));
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            SidecarProcessMain.class.getName(),
            data.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void end(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }
}
