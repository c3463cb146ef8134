// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.KeyWrap;
import io.pawl.domain.seal.Keystore;
import io.pawl.domain.seal.Nonce;
import io.pawl.domain.seal.Opener;
import io.pawl.domain.seal.Sealer;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.seal.Sessions;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.NodeSlot;
import java.util.HexFormat;

/** Nonces, wrapped keys and sealed values. */
final class SealChecks {

  private SealChecks() {}

  static void nonceV1(VectorCase vector) {
    Nonce nonce =
        new Nonce(
            new NodeSlot((int) vector.number("node_id16")),
            vector.epoch("local_epoch"),
            vector.unsigned("write_count"));

    assertThat(nonce.bytes()).isEqualTo(vector.bytes("nonce"));
    assertThat(Nonce.decode(vector.bytes("nonce"))).isEqualTo(new Decoded.Value<>(nonce));
  }

  /** All of them are sealed under the key for storage. */
  static void sealedValue(VectorCase vector) {
    byte[] text = vector.bytes("plaintext").toArray();
    byte[] context = vector.bytes("context").toArray();
    Keystore keys = Sessions.keystore(cluster(), vector.dek("dek_id"), secret(vector.text("dek")));
    Nonce nonce = Nonce.decode(vector.bytes("nonce")).orElse(SealChecks::unexpected);
    Sealer sealer = new Sealer(keys, Sessions.sequenceAt(cluster(), vector.dek("dek_id"), nonce));

    byte[] envelope = sealer.seal(text, context, Sessions::unwanted);

    assertThat(Bytes.copyOf(envelope)).isEqualTo(vector.bytes("envelope"));
    assertThat(new Opener(keys).open(envelope, context, Sessions::unwanted)).isEqualTo(text);
    assertThat(Envelope.decode(vector.bytes("envelope")).orElse(SealChecks::unexpected).nonce())
        .isEqualTo(nonce);
  }

  static void wrappedDek(VectorCase vector) {
    SecretBytes kek = secret(VectorFile.V2.text("/kek"));
    SecretBytes dek = secret(vector.text("dek"));
    Purpose purpose = Purpose.ofCode((int) vector.number("purpose")).orElseThrow();
    KeyBinding binding = new KeyBinding(cluster(), vector.dek("dek_id"), purpose);
    WrappedDek wrapped = vector.wrapped("wrapped");

    assertThat(KeyWrap.wrap(kek, binding, dek, wrapped.bytes().prefix(12))).isEqualTo(wrapped);
    assertThat(KeyWrap.unwrap(kek, binding, wrapped)).get().matches(dek::isSameAs, "is the DEK");
  }

  private static <T> T unexpected(Decoded.Malformed<T> malformed) {
    throw new AssertionError(malformed.toString());
  }

  private static ClusterId cluster() {
    String hex = VectorFile.V2.text("/cluster_id");
    return new ClusterId(
        Long.parseUnsignedLong(hex.substring(0, 16), 16),
        Long.parseUnsignedLong(hex.substring(16), 16));
  }

  private static SecretBytes secret(String hex) {
    return SecretBytes.copyOf(HexFormat.of().parseHex(hex), SecretAccess.granted());
  }
}
