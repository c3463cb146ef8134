// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import java.util.Optional;

/** The version this build is of. */
public final class PawlVersion {

  private PawlVersion() {}

  /** As the jar says; classes that are in no jar are of a build that is being worked on. */
  public static String current() {
    return Optional.ofNullable(PawlVersion.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
