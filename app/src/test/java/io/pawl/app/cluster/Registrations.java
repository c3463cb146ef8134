// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;

/** Registrations in few words. */
public final class Registrations {

  private Registrations() {}

  public static Registration of(long dek, String name, int epoch, long incarnation) {
    return of(dek, NodeId.of(new NodeName(name)), epoch, incarnation);
  }

  public static Registration of(long dek, NodeId node, int epoch, long incarnation) {
    return new Registration(
        new DekId(dek),
        node,
        new LocalEpoch(epoch),
        new Incarnation.Drawn(incarnation, ~incarnation));
  }
}
