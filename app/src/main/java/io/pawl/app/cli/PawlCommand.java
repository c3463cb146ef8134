// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.wiring.PawlVersion;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** What is typed first; everything is done by its subcommands. */
@Command(
    name = "pawl",
    description = "A writer registry that keeps AES-GCM nonces unique across a cluster.",
    versionProvider = PawlCommand.Version.class,
    footer = {"", "Example:", "  pawl probe n1 n2 n3"})
final class PawlCommand implements Callable<Integer> {
  static final String LOG_LEVEL = "pawl.log.level";

  /** Wide enough for an example to stand on one line, from where it can be copied. */
  private static final int HELP_WIDTH = 120;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  private PawlCommand() {}

  /** A subcommand is added with one line here. */
  private static List<Object> subcommands(Surroundings around) {
    return List.of(
        new DemoCommand(),
        new ServeCommand(around),
        new RegisterCommand(around),
        new WritersCommand(around),
        new BootstrapCommand(around),
        new RotateCommand(around),
        new KeysCommand(around),
        new SealCommand(around),
        new OpenCommand(around),
        new StatusCommand(around),
        new SnapshotCommand(around),
        new ProbeCommand(around),
        new CommandLine(new InspectCommand(around))
            .addSubcommand(new InspectEntryCommand(around))
            .addSubcommand(new InspectRowCommand(around))
            .addSubcommand(new InspectSnapshotCommand(around)),
        new CommandLine(new StoreCommand()).addSubcommand(new StoreDumpCommand(around)),
        new CommandLine(new KekCommand())
            .addSubcommand(new KekGenerateCommand(around))
            .addSubcommand(new KekCheckCommand(around)),
        new BenchCommand(),
        completion());
  }

  private static CommandLine completion() {
    CommandLine completion = new CommandLine(new GenerateCompletion());
    completion.getCommandSpec().usageMessage().footer("", "Example:", "  pawl generate-completion");
    return completion;
  }

  static CommandLine line(Surroundings around) {
    CommandLine line = new CommandLine(new PawlCommand());
    subcommands(around).forEach(line::addSubcommand);
    Failures failures = new Failures(around);
    return line.setUsageHelpWidth(HELP_WIDTH)
        .setOut(around.out())
        .setErr(around.err())
        .setExecutionStrategy(PawlCommand::execute)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  /** Before anything logs: what is set later has no effect. */
  private static int execute(ParseResult parsed) {
    if (Failures.leaf(parsed).hasMatchedOption(OutputOptions.VERBOSE)) {
      System.setProperty(LOG_LEVEL, "INFO");
    }
    return new RunLast().execute(parsed);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"pawl " + PawlVersion.current()};
    }
  }
}
