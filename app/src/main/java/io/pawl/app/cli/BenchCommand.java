// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.bench.Bench;
import io.pawl.app.bench.SnapshotPause;
import io.pawl.domain.fault.ExitClass;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what agreeing costs, and what the registry adds to it. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure clusters in this process, in turns: the registry, the same with a state",
      "machine that does nothing, and the latter with the settings Ratis comes with. Loopback only,",
      "every entry synced, temporary folders. Let the machine be idle."
    },
    footer = {"", "Example:", "  pawl bench --rounds 5 --seconds 3 --rows 1000,1000000"})
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--store",
      defaultValue = "rocksdb",
      paramLabel = "ENGINE",
      description = "The storage engine of the registry. Default: ${DEFAULT-VALUE}.")
  private String store = "";

  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "N",
      description =
          "How often everything is measured, after once to warm up. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      paramLabel = "N",
      description =
          "How long each cluster is measured at each load in a round. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--rows",
      defaultValue = "1000",
      paramLabel = "N",
      split = ",",
      description = {
        "How many rows the registry holds, a thousand under each key: more than 512, and beyond a",
        "thousand a multiple. Several numbers, with commas between them, are several registries.",
        "Default: ${DEFAULT-VALUE}."
      })
  private List<Integer> rows = List.of();

  @Option(
      names = "--all-keys",
      description = {
        "Let the writers of all rows register in turn, not only those of the newest key. No cluster",
        "does that; it shows what caches are worth."
      })
  private boolean allKeys;

  @Option(
      names = "--pauses",
      description = "Measure instead how long applying pauses while a snapshot is written.")
  private boolean pauses;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Consumer<String> out = this::tell;
    Duration each = Duration.ofSeconds(seconds);
    if (pauses) {
      SnapshotPause.run(store, rows.get(0), each, out);
    } else {
      Bench.run(plan(each), out);
    }
    return ExitClass.OK.code();
  }

  private Bench.Plan plan(Duration each) {
    try {
      Bench.Work work = allKeys ? Bench.Work.ALL_KEYS : Bench.Work.NEWEST_KEY;
      return new Bench.Plan(store, rounds, each, rows, work);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
