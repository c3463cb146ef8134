// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;

/** Sees what it should not. */
public final class SecretTaker {
  public byte[] bytes(SecretBytes secret) {
    return secret.toArray(SecretAccess.granted());
  }
}
