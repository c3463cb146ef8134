// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.wire.Bytes;

/** Tells its bytes to whoever compares or prints it. */
public record SecretRecord(Bytes bytes) {
  public byte[] toArray(SecretAccess access) {
    return bytes.toArray();
  }
}
