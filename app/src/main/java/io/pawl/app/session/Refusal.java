// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.seal.SealRefusal;

/**
 * Why a session is not opened, a text not sealed or an envelope not opened.
 *
 * @param detail what is true of this case only, with both sides where there are two
 */
public record Refusal(Sentinel sentinel, String detail) {

  static Refusal of(SealRefusal refusal) {
    return new Refusal(refusal.sentinel(), refusal.detail());
  }
}
