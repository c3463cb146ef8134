// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

/** One number of one group, as it is when somebody looks. */
record Reading(String name, Tags tags, double value) {

  static Reading of(int group, String name, double value, String... tags) {
    return new Reading(name, Tags.of("group", Integer.toString(group)).and(tags), value);
  }

  Row<?> row() {
    return Row.of(tags, value);
  }
}
