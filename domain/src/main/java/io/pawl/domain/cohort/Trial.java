// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.cohort;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;

/**
 * A wrapped key that seals nothing. Whoever unwraps it has the KEK that it was wrapped under.
 *
 * <p>It is bound to the opposite of the cluster's id, which no real key is bound to: a node that
 * lets itself be tried with whatever it is sent never unwraps a key of the cluster for anybody.
 */
public record Trial(WrappedDek wrapped) {

  public static KeyBinding bindingIn(ClusterId cluster) {
    ClusterId opposite = new ClusterId(~cluster.high(), ~cluster.low());
    return new KeyBinding(opposite, new DekId(DekId.MAX), Purpose.STORAGE);
  }
}
