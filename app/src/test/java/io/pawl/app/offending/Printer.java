// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

/** Prints where nobody asked. */
public final class Printer {
  public void print(String text) {
    System.out.println(text);
  }
}
