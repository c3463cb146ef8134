// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driving.Admission;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.Ruling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what this leader turns away. */
record MeteredAdmission(Admission admission, GroupMeters meters) implements Admission {

  @Override
  public Ruling rule(List<Registration> proposed) {
    Ruling ruling = admission.rule(proposed);
    ruling.turnedAway().forEach(meters::turnedAway);
    return ruling;
  }

  @Override
  public KeyRuling bootstrap() {
    return counted(admission.bootstrap());
  }

  @Override
  public KeyRuling rotate(Purpose purpose, @Nullable DekId from) {
    return counted(admission.rotate(purpose, from));
  }

  private KeyRuling counted(KeyRuling ruling) {
    if (ruling instanceof KeyRuling.Refused refused) {
      meters.keyChangeRefused(refused.sentinel());
    }
    return ruling;
  }

  @Override
  public void leadershipLost() {
    admission.leadershipLost();
  }
}
