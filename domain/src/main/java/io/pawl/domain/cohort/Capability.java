// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.cohort;

import io.pawl.domain.writer.Incarnation;

/**
 * What a node says of itself before there are keys.
 *
 * @param version of the program it runs
 * @param incarnation the one it drew when its process started
 */
public record Capability(KeyAccess access, String version, Incarnation.Drawn incarnation) {

  /** Versions that differ in their last number only understand each other's entries. */
  boolean isOfTheFamilyOf(String other) {
    return family(version).equals(family(other));
  }

  private static String family(String version) {
    int major = version.indexOf('.');
    int minor = version.indexOf('.', major + 1);
    return minor < 0 ? version : version.substring(0, minor);
  }
}
