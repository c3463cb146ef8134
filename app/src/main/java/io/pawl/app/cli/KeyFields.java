// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/** Keys in JSON and in words, under the same names everywhere. */
final class KeyFields {
  private static final String UNKNOWN = "-";

  private KeyFields() {}

  static String of(Purpose purpose) {
    return purpose.name().toLowerCase(Locale.ROOT);
  }

  static String state(KeyRing.Filled ring, RingKey key) {
    return ring.stateOf(key).name().toLowerCase(Locale.ROOT);
  }

  /** What is wrapped may be shown: it opens nothing without the KEK. */
  static void key(Json json, KeyRing.Filled ring, RingKey key) {
    named(json, ring, key)
        .text("wrapped", Base64.getEncoder().encodeToString(key.wrapped().bytes().toArray()));
    origin(json, key);
  }

  /** All but the wrapped bytes. */
  static void told(Json json, KeyRing.Filled ring, RingKey key) {
    named(json, ring, key);
    origin(json, key);
  }

  private static Json named(Json json, KeyRing.Filled ring, RingKey key) {
    return json.number("id", key.id().value())
        .text("purpose", of(key.purpose()))
        .text("state", state(ring, key));
  }

  private static void origin(Json json, RingKey key) {
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

  /** In UTC; what no calendar has is shown as what it is not known to be. */
  static String created(RingKey key) {
    return key.createdAt() instanceof CreatedAt.Recorded recorded && recorded.unixMillis() >= 0
        ? Instant.ofEpochMilli(recorded.unixMillis()).toString()
        : UNKNOWN;
  }
}
