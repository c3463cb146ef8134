// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import io.pawl.domain.writer.Registration;
import io.pawl.ports.driving.Admission;
import io.pawl.ports.driving.Ruling;
import java.util.List;

/** Counts what this leader turns away. */
record MeteredAdmission(Admission admission, GroupMeters meters) implements Admission {

  @Override
  public Ruling rule(List<Registration> proposed) {
    Ruling ruling = admission.rule(proposed);
    ruling.turnedAway().forEach(meters::turnedAway);
    return ruling;
  }

  @Override
  public void leadershipLost() {
    admission.leadershipLost();
  }
}
