// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import io.pawl.domain.key.DekId;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.seal.Nonce;
import io.pawl.domain.wire.Bytes;
import java.util.HashMap;
import java.util.Map;

/** Sees every envelope there is, and objects to a nonce that it has seen under the same key. */
public final class Auditor {
  private final Map<Use, Bytes> seen = new HashMap<>();

  private record Use(DekId dek, Nonce nonce) {}

  /** The envelope as it was read; an {@link AssertionError} if its nonce was used before. */
  public synchronized Envelope see(byte[] bytes) {
    Bytes whole = Bytes.copyOf(bytes);
    Envelope envelope =
        Envelope.decode(whole)
            .orElse(
                malformed -> {
                  throw new AssertionError(malformed.detail());
                });
    Bytes before = seen.putIfAbsent(new Use(envelope.dek(), envelope.nonce()), whole);
    if (before != null) {
      throw new AssertionError(
          "Two values under key %s have the nonce of %s."
              .formatted(envelope.dek(), envelope.nonce()));
    }
    return envelope;
  }

  public synchronized int count() {
    return seen.size();
  }
}
