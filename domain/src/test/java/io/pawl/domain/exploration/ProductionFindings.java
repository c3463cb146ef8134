// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Explorations with the production decision, each made once for all tests that ask. */
final class ProductionFindings {
  private static final Map<String, Findings> MADE = new ConcurrentHashMap<>();

  private ProductionFindings() {}

  static Findings of(String configuration) {
    return MADE.computeIfAbsent(
        configuration, name -> Exploration.of(Configuration.named(name), Decision.PRODUCTION));
  }
}
