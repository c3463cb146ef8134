// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.demo;

/** A step that did not come out as told. */
public final class DemoFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailed(String message) {
    super(message);
  }

  DemoFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
