// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.RingKey;

/** The key ring in JSON and for people, with its keys under the names of {@link KeyFields}. */
final class KeyRingFields {

  private KeyRingFields() {}

  static void write(Json json, KeyRing.Filled ring) {
    json.object(
            "active",
            active ->
                active
                    .number("storage", ring.activeStorage().value())
                    .number("raft", ring.activeRaft().value()))
        .objects("keys", ring.keys(), (fields, key) -> KeyFields.key(fields, ring, key));
  }

  static String line(KeyRing.Filled ring, RingKey key) {
    return "key %s for %s, %s, brought at index %s"
        .formatted(key.id(), KeyFields.of(key.purpose()), KeyFields.state(ring, key), key.index());
  }
}
