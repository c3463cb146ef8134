// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.app.sidecar.InMemorySidecar;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.fake.InMemoryKek;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a program meets that keeps buffers of its own. */
final class VaultBuffersTest {
  private static final NodeName NAME = new NodeName("backup-1");

  /** Where the id of the key stands in an envelope. */
  private static final int DEK_AT = 2;

  private static final byte[] TEXT = "text".getBytes(UTF_8);
  private static final byte[] CONTEXT = "context".getBytes(UTF_8);

  private final Kek kek = new InMemoryKek(7);
  private final InMemoryRegistry registry = new InMemoryRegistry().wrappingWith(kek);
  private final ByteBuffer envelope = ByteBuffer.allocate(Envelope.lengthOf(TEXT.length));
  private final ByteBuffer text = ByteBuffer.allocate(TEXT.length);
  private long loads;

  @BeforeEach
  void the_cluster_has_keys() {
    registry.bootstrap();
  }

  @Test
  void what_is_sealed_into_a_buffer_opens_as_an_array_and_the_other_way_round() {
    Vault vault = load();

    assertThat(sealed(vault)).isEmpty();
    assertThat(vault.open(envelope.array(), CONTEXT, VaultBuffersTest::unexpected)).isEqualTo(TEXT);

    envelope.clear().put(vault.seal(TEXT, CONTEXT, VaultBuffersTest::unexpected));
    assertThat(opened(vault, CONTEXT)).isEmpty();
    assertThat(text.array()).isEqualTo(TEXT);
  }

  @Test
  void values_in_buffers_and_in_arrays_count_up_in_one_session() {
    Vault vault = load();

    assertThat(sealed(vault)).isEmpty();
    vault.seal(TEXT, CONTEXT, VaultBuffersTest::unexpected);
    assertThat(sealed(vault)).isEmpty();

    assertThat(registry.calls()).hasSize(1);
    assertThat(vault.sealed(vault.refresh().orElseThrow())).isEqualTo(3);
  }

  @Test
  void another_context_is_refused_and_counted_and_moves_no_position() {
    Vault vault = load();
    assertThat(sealed(vault)).isEmpty();

    Optional<Refusal> refusal = opened(vault, TEXT);

    assertThat(refusal.map(Refusal::sentinel)).contains(Sentinel.INTEGRITY);
    assertThat(vault.refusedToOpen().counts()).containsExactly(Map.entry(Sentinel.INTEGRITY, 1L));
    assertThat(envelope.position()).isZero();
    assertThat(text.position()).isZero();
    assertThat(text.array()).containsOnly(0);
  }

  @Test
  void nothing_is_sealed_before_the_cluster_has_keys_and_no_buffer_is_touched() {
    Vault vault = load(new InMemoryRegistry());

    assertThat(sealed(vault).map(Refusal::sentinel)).contains(Sentinel.NOT_BOOTSTRAPPED);
    assertThat(vault.refusedToSeal().counts())
        .containsExactly(Map.entry(Sentinel.NOT_BOOTSTRAPPED, 1L));
    assertThat(envelope.position()).isZero();
    assertThat(envelope.array()).containsOnly(0);
  }

  @Test
  void an_envelope_of_a_newer_key_makes_a_reader_ask_for_it() {
    Vault reader = load();
    reader.refresh();
    registry.rotate(Purpose.STORAGE);
    assertThat(sealed(load())).isEmpty();

    assertThat(opened(reader, CONTEXT)).isEmpty();
    assertThat(text.array()).isEqualTo(TEXT);
  }

  @Test
  void a_key_that_the_cluster_does_not_have_is_refused_and_counted_once() {
    Vault vault = load();
    assertThat(sealed(vault)).isEmpty();
    envelope.putInt(DEK_AT, 99);

    Optional<Refusal> refusal = opened(vault, CONTEXT);

    assertThat(refusal.map(Refusal::sentinel)).contains(Sentinel.KEY_UNKNOWN);
    assertThat(vault.refusedToOpen().counts()).containsExactly(Map.entry(Sentinel.KEY_UNKNOWN, 1L));
  }

  @Test
  void a_rotation_that_was_looked_for_is_sealed_under() {
    Vault vault = load();
    assertThat(sealed(vault)).isEmpty();
    int before = envelope.getInt(DEK_AT);
    registry.rotate(Purpose.STORAGE);
    vault.refresh();

    assertThat(sealed(vault)).isEmpty();

    assertThat(envelope.getInt(DEK_AT)).isNotEqualTo(before);
  }

  @Test
  void without_a_leader_nothing_is_sealed_and_that_is_counted() {
    Vault vault = load();
    registry.withoutLeader();

    assertThatThrownBy(() -> sealed(vault)).isInstanceOf(RemoteFault.class);
    assertThat(vault.refusedToSeal().counts().values()).containsExactly(1L);
  }

  private Vault load() {
    return load(registry);
  }

  private Vault load(InMemoryRegistry asked) {
    return Vault.of(
        new Vault.Parts(NAME, asked, kek, new InMemorySidecar(NAME), () -> () -> false),
        new OneLoad(InMemoryRegistry.CLUSTER, () -> new Incarnation.Drawn(1, ++loads)));
  }

  private Optional<Refusal> sealed(Vault vault) {
    return vault.seal(ByteBuffer.wrap(TEXT), ByteBuffer.wrap(CONTEXT), envelope.clear());
  }

  private Optional<Refusal> opened(Vault vault, byte[] context) {
    return vault.open(envelope.flip(), ByteBuffer.wrap(context), text);
  }

  private static byte[] unexpected(Refusal refusal) {
    throw new AssertionError(refusal);
  }
}
