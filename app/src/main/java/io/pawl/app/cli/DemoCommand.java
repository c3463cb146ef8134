// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.demo.Demo;
import io.pawl.app.demo.DemoFailed;
import io.pawl.app.demo.Step;
import io.pawl.domain.fault.ExitClass;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the demo and tells it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Show step by step what Pawl does: three nodes in this process, on free ports and in a",
      "temporary folder. Takes less than half a minute and leaves nothing behind."
    },
    footer = {"", "Example:", "  pawl demo"})
public final class DemoCommand implements Callable<Integer> {
  static final String SCHEMA = "pawl.demo/1";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Tell each step as a JSON object on a line of its own.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Demo.play(step -> tell(step, out));
    } catch (DemoFailed failed) {
      spec.commandLine().getErr().println(OneLine.of(failed));
      return ExitClass.BUG.code();
    }
    if (!json) {
      out.println("All came out as told. The demo's folder is deleted.");
    }
    return ExitClass.OK.code();
  }

  private void tell(Step step, PrintWriter out) {
    out.println(json ? inJson(step) : step.inWords());
    out.flush();
  }

  private static String inJson(Step step) {
    return Json.document(
        SCHEMA,
        fields ->
            fields
                .number("step", step.number())
                .text("title", step.title())
                .text("told", step.told())
                .texts("outcome", step.outcome()));
  }
}
