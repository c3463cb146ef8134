// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import picocli.CommandLine.Option;

/** What every command understands. */
final class OutputOptions {
  static final String JSON = "--json";
  static final String VERBOSE = "--verbose";

  @Option(names = JSON, description = "Answer in JSON, for programs.")
  private boolean json;

  @Option(names = VERBOSE, description = "Say on standard error what the parts are doing.")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  boolean isJson() {
    return json;
  }
}
