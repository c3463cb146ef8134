// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.bench;

/** What one run measured. */
record Score(Run run, int round, double microsPerOperation) {

  /** One benchmark method with its parameters. */
  record Run(Operation operation, Subject subject, Load load) {}

  /** The operations measured, in methods of these names. */
  enum Operation {
    FIND("find", 0.7),
    COMMIT_ONE_ROW("commit_one_row", 0.8),
    COMMIT_THOUSAND_ROWS("commit_thousand_rows", 0.8);

    private final String method;
    private final double throughputOfBareMin;

    Operation(String method, double throughputOfBareMin) {
      this.method = method;
      this.throughputOfBareMin = throughputOfBareMin;
    }

    String method() {
      return method;
    }

    /** The least acceptable throughput, as a share of the bare engine's. */
    double throughputOfBareMin() {
      return throughputOfBareMin;
    }
  }
}
