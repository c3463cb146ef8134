// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

/** Throws what nobody can name. */
public final class GenericThrower {
  public void fail() {
    throw new RuntimeException("nameless");
  }
}
