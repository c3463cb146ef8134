// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.app.session.SessionOutcome.Opened;
import io.pawl.app.sidecar.InMemorySidecar;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.seal.NonceSequence;
import io.pawl.domain.seal.Sealer;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.Sidecar;
import io.pawl.ports.fake.InMemoryKek;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a program meets that has sealed 2^64 - 1 values in one session. Nobody gets there by
 * counting, so the sequence is moved on to its last nonce from outside.
 */
final class VaultOutOfNoncesTest {
  private static final NodeName NAME = new NodeName("backup-1");
  private static final long LAST = -1;
  private static final byte[] TEXT = "text".getBytes(UTF_8);
  private static final byte[] CONTEXT = "context".getBytes(UTF_8);

  private final Kek kek = new InMemoryKek(7);
  private final InMemoryRegistry registry = new InMemoryRegistry().wrappingWith(kek);
  private final Sidecar sidecar = new InMemorySidecar(NAME);
  private final ByteBuffer envelope = ByteBuffer.allocate(Envelope.lengthOf(TEXT.length));
  private long loads;

  private final Vault vault =
      Vault.of(
          new Vault.Parts(NAME, registry, kek, sidecar, () -> () -> false),
          new OneLoad(InMemoryRegistry.CLUSTER, () -> new Incarnation.Drawn(1, ++loads)));

  private enum Way {
    ARRAYS,
    BUFFERS
  }

  @BeforeEach
  void the_cluster_has_keys() {
    registry.bootstrap();
  }

  @ParameterizedTest
  @EnumSource
  void the_value_after_the_last_nonce_is_sealed_in_the_next_epoch(Way way) throws Exception {
    leaveOneNonce();

    assertThat(sealed(way)).isEmpty();
    assertThat(written().nonce().epoch()).isEqualTo(new LocalEpoch(0));
    assertThat(written().nonce().writeCount()).isEqualTo(LAST);

    assertThat(sealed(way)).isEmpty();
    assertThat(written().nonce().epoch()).isEqualTo(new LocalEpoch(1));
    assertThat(written().nonce().writeCount()).isEqualTo(1);
    assertThat(vault.refusedToSeal().counts()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void without_another_epoch_the_value_is_refused_and_counted_once(Way way) throws Exception {
    leaveOneNonce();
    assertThat(sealed(way)).isEmpty();
    sidecar.spend(written().dek(), new LocalEpoch(LocalEpoch.MAX));

    assertThat(sealed(way).map(Refusal::sentinel)).contains(Sentinel.EPOCH_EXHAUSTED);
    assertThat(vault.refusedToSeal().counts())
        .containsExactly(Map.entry(Sentinel.EPOCH_EXHAUSTED, 1L));
    assertThat(envelope.position()).isZero();
    assertThat(envelope.array()).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource
  void without_a_leader_the_value_is_not_sealed_and_that_is_counted(Way way) throws Exception {
    leaveOneNonce();
    assertThat(sealed(way)).isEmpty();
    registry.withoutLeader();

    assertThatThrownBy(() -> sealed(way)).isInstanceOf(RemoteFault.class);
    assertThat(vault.refusedToSeal().counts().values()).containsExactly(1L);
    assertThat(envelope.position()).isZero();
    assertThat(envelope.array()).containsOnly(0);
  }

  private Optional<Refusal> sealed(Way way) {
    Arrays.fill(envelope.clear().array(), (byte) 0);
    if (way == Way.BUFFERS) {
      return vault.seal(ByteBuffer.wrap(TEXT), ByteBuffer.wrap(CONTEXT), envelope);
    }
    AtomicReference<Refusal> refused = new AtomicReference<>();
    envelope.put(
        vault.seal(
            TEXT,
            CONTEXT,
            refusal -> {
              refused.set(refusal);
              return new byte[0];
            }));
    return Optional.ofNullable(refused.get());
  }

  /** Opened with the context first: a nonce that was given is worth nothing if the value is not. */
  private Envelope written() {
    byte[] bytes = envelope.array();
    assertThat(vault.open(bytes, CONTEXT, VaultOutOfNoncesTest::unexpected)).isEqualTo(TEXT);
    return ((Decoded.Value<Envelope>) Envelope.decode(Bytes.copyOf(bytes))).value();
  }

  private void leaveOneNonce() throws ReflectiveOperationException {
    WriterSession session = ((Opened) vault.session()).session();
    Object sealer = valueOf(WriterSession.class, "sealer", session);
    Object nonces = valueOf(Sealer.class, "nonces", sealer);
    AtomicLongArray counts = (AtomicLongArray) valueOf(NonceSequence.class, "counts", nonces);
    counts.set(counts.length() / 2, LAST);
  }

  private static Object valueOf(Class<?> type, String field, Object owner)
      throws ReflectiveOperationException {
    Field found = type.getDeclaredField(field);
    found.setAccessible(true);
    return found.get(owner);
  }

  private static byte[] unexpected(Refusal refusal) {
    throw new AssertionError(refusal);
  }
}
