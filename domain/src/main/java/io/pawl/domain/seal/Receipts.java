// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;
import java.util.Map;
import java.util.TreeMap;

/**
 * The receipts of one load of one node: at most one for an epoch of a key, however often the
 * registry confirms it. The registry answers a load that asks twice with the same yes; two
 * sequences out of that would repeat every nonce. Any thread may ask.
 */
public final class Receipts {
  private final ClusterId cluster;
  private final NodeId node;
  private final Map<DekId, LocalEpoch> last = new TreeMap<>();

  public Receipts(ClusterId cluster, NodeId node) {
    this.cluster = cluster;
    this.node = node;
  }

  /**
   * A receipt for a registration that this load made, with an incarnation that it drew, and that
   * the registry holds.
   *
   * @param standing the row that stands after the registry's answer; where it is not the
   *     registration's, there is nothing to give a receipt for ({@link IllegalArgumentException})
   * @param index where the registration, or the one it repeats, is committed
   */
  public synchronized RegistrationReceipt accept(
      Registration registration, WriterRow standing, long index) {
    checkArgument(index > 0, "Index %s is not one of a committed entry.", index);
    checkArgument(registration.node().equals(node), "Another node made this: %s.", registration);
    checkArgument(
        registration.incarnation() instanceof Incarnation.Drawn,
        "It is nobody's in particular: %s.",
        registration);
    checkArgument(
        isHeldBy(standing, registration), "The registry holds %s, not %s.", standing, registration);
    LocalEpoch spent = last.get(registration.dek());
    checkArgument(
        spent == null || registration.epoch().isAfter(spent),
        "Epoch %s has its receipt already: %s.",
        spent,
        registration);
    last.put(registration.dek(), registration.epoch());
    return new RegistrationReceipt(cluster, registration, index);
  }

  private static boolean isHeldBy(WriterRow standing, Registration registration) {
    return standing.owner().equals(registration.node())
        && standing.lastSeen().equals(registration.epoch())
        && standing.incarnation().equals(registration.incarnation());
  }
}
