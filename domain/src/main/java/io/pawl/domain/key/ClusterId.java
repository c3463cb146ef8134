// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

/**
 * The 128 bits that tell one cluster's state from another's; keys and rows of two clusters never
 * mix.
 */
public record ClusterId(long high, long low) {

  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
