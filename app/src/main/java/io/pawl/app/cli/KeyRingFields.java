// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.KeyState;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import java.util.Base64;

/** The key ring in JSON and for people, under the same names everywhere. */
final class KeyRingFields {

  private KeyRingFields() {}

  static void write(Json json, KeyRing.Filled ring) {
    json.object(
            "active",
            active ->
                active
                    .number("storage", ring.activeStorage().value())
                    .number("raft", ring.activeRaft().value()))
        .objects("keys", ring.keys(), (fields, key) -> key(fields, key, ring.stateOf(key)));
  }

  /** What is wrapped may be shown: it opens nothing without the KEK. */
  private static void key(Json json, RingKey key, KeyState state) {
    json.number("id", key.id().value())
        .text("purpose", nameOf(key.purpose()))
        .text("state", nameOf(state))
        .text("wrapped", Base64.getEncoder().encodeToString(key.wrapped().bytes().toArray()));
    createdAt(json, key.createdAt());
    json.number("index", key.index());
  }

  static void createdAt(Json json, CreatedAt createdAt) {
    if (createdAt instanceof CreatedAt.Recorded recorded) {
      json.unsigned("created_at_ms", recorded.unixMillis());
    } else {
      json.nothing("created_at_ms");
    }
  }

  static String line(KeyRing.Filled ring, RingKey key) {
    return "key %s for %s, %s, brought at index %s"
        .formatted(key.id(), nameOf(key.purpose()), nameOf(ring.stateOf(key)), key.index());
  }

  private static String nameOf(Purpose purpose) {
    return switch (purpose) {
      case STORAGE -> "storage";
      case RAFT -> "raft";
    };
  }

  private static String nameOf(KeyState state) {
    return switch (state) {
      case ACTIVE -> "active";
      case OLD -> "old";
    };
  }
}
