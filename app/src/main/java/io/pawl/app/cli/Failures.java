// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.fault.ExitClass;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What users see of a failure: one line with a name, a meaning and a remedy, and an exit code.
 * Where in the code it happened is for the log, which shows it when it is asked to, and always if
 * it is a bug.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final String SCHEMA = "pawl.error/1";
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final Surroundings around;

  Failures(Surroundings around) {
    this.around = around;
  }

  /** Whom a failure is told to. */
  enum Form {
    TEXT,
    JSON
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    return unusable(failure.getCommandLine(), failure);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    if (failure instanceof UnusableArguments || failure instanceof ParameterException) {
      return unusable(line, failure);
    }
    return answer(
        failure, leaf(parsed).hasMatchedOption(OutputOptions.JSON) ? Form.JSON : Form.TEXT);
  }

  private int unusable(CommandLine line, Exception failure) {
    String problem = asSentence(String.valueOf(failure.getMessage()));
    String command = line.getCommandSpec().qualifiedName();
    around.err().println(Sentences.onOneLine("%s See %s --help.".formatted(problem, command)));
    return ExitClass.USAGE.code();
  }

  private static String asSentence(String message) {
    return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
  }

  int answer(Throwable failure, Form form) {
    if (failure instanceof Fault fault) {
      LOG.info("The command failed.", fault);
      return answer(fault.sentinel(), fault.detail(), form);
    }
    LOG.error("The command failed.", failure);
    return answer(Sentinel.INTERNAL_ERROR, "It is " + failure + ".", form);
  }

  private int answer(Sentinel sentinel, String detail, Form form) {
    switch (form) {
      case TEXT -> around.err().println(Sentences.of(sentinel, detail));
      case JSON ->
          around.out().println(Json.document(SCHEMA, json -> fields(json, sentinel, detail)));
    }
    return sentinel.exitClass().code();
  }

  private static void fields(Json json, Sentinel sentinel, String detail) {
    json.text("sentinel", sentinel.name())
        .text("meaning", sentinel.meaning())
        .text("detail", Sentences.onOneLine(detail))
        .text("remedy", sentinel.remedy());
  }

  /** The command that was meant in the end. */
  static ParseResult leaf(ParseResult parsed) {
    ParseResult leaf = parsed;
    while (leaf.hasSubcommand()) {
      leaf = leaf.subcommand();
    }
    return leaf;
  }
}
