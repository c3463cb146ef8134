// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.entry.LogEntryCodec;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;

/** Bytes that are refused, each under its sentinel. */
final class NegativeChecks {

  private NegativeChecks() {}

  static void v1(VectorCase vector) {
    assertMalformed(decodeV1(vector), sentinelOf(vector.text("expected_error")));
  }

  static void v2(VectorCase vector) {
    Decoded<?> decoded =
        switch (vector.text("kind")) {
          case "entry" -> LogEntryCodec.decode(vector.bytes("hex"));
          case "row" -> StoredRowCodec.decode(vector.bytes("key"), vector.bytes("hex"));
          default -> throw new IllegalArgumentException("Unknown kind in " + vector);
        };
    assertMalformed(decoded, Sentinel.valueOf(vector.text("sentinel")));
  }

  static void assertMalformed(Decoded<?> decoded, Sentinel sentinel) {
    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            malformed -> {
              assertThat(malformed.sentinel()).isEqualTo(sentinel);
              assertThat(malformed.detail()).isNotBlank();
            });
  }

  /** The names the origin gives its errors. */
  static Sentinel sentinelOf(String error) {
    return switch (error) {
      case "ErrFSMWireMalformed" -> Sentinel.ENTRY_MALFORMED;
      case "ErrFSMWireVersion" -> Sentinel.ENTRY_VERSION_UNKNOWN;
      case "ErrFSMWireSubtag" -> Sentinel.ENTRY_SUBTAG_UNKNOWN;
      case "ErrRegistryKeyMalformed" -> Sentinel.REGISTRY_KEY_MALFORMED;
      case "ErrRegistryValueMalformed" -> Sentinel.REGISTRY_ROW_MALFORMED;
      default -> throw new IllegalArgumentException("No sentinel is known for " + error);
    };
  }

  /** The file has the payloads alone; the opcode in front says whose they are. */
  private static Decoded<?> decodeV1(VectorCase vector) {
    String input = vector.text("input");
    return switch (vector.text("op")) {
      case "decode_registration" -> LogEntryCodec.decode(Bytes.ofHex("03" + input));
      case "decode_bootstrap" -> LogEntryCodec.decode(Bytes.ofHex("04" + input));
      case "decode_rotation" -> LogEntryCodec.decode(Bytes.ofHex("05" + input));
      case "decode_registry_key" -> StoredRowCodec.decodeKey(Bytes.ofHex(input));
      case "decode_registry_value" -> StoredRowCodec.decodeValue(Bytes.ofHex(input));
      default -> throw new IllegalArgumentException("Unknown operation in " + vector);
    };
  }
}
