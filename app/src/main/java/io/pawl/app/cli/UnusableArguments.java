// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

/** What was typed cannot be understood; the message says what it should be. */
final class UnusableArguments extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnusableArguments(String message) {
    super(message);
  }

  UnusableArguments(String message, Throwable cause) {
    super(message, cause);
  }
}
