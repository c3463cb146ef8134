// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.app.session.SessionOutcome.NotOpened;
import io.pawl.app.session.SessionOutcome.Opened;
import io.pawl.app.sidecar.InMemorySidecar;
import io.pawl.app.usecase.Patience;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.Sidecar;
import io.pawl.ports.fake.InMemoryKek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a program that seals values meets. */
final class VaultTest {
  private static final NodeName NAME = new NodeName("backup-1");
  private static final NodeId NODE = NodeId.of(NAME);
  private static final DekId FIRST_KEY = new DekId(1);
  private static final byte[] TEXT = "text".getBytes(UTF_8);
  private static final byte[] CONTEXT = "context".getBytes(UTF_8);

  private final Kek kek = new InMemoryKek(7);
  private final InMemoryRegistry registry = new InMemoryRegistry().wrappingWith(kek);
  private final Sidecar sidecar = new InMemorySidecar(NAME);
  private final AtomicInteger loads = new AtomicInteger();

  @BeforeEach
  void the_cluster_has_keys() {
    registry.bootstrap();
  }

  @Test
  void what_is_sealed_opens_with_its_context() {
    Vault vault = load(sidecar);

    byte[] envelope = sealed(vault);

    assertThat(opened(load(sidecar), envelope, CONTEXT)).isEqualTo(TEXT);
  }

  @Test
  void what_is_opened_with_another_context_is_refused_and_counted() {
    Vault vault = load(sidecar);

    Refusal refusal = refusalToOpen(vault, sealed(vault), TEXT);

    assertThat(refusal.sentinel()).isEqualTo(Sentinel.INTEGRITY);
    assertThat(vault.refusedToOpen().counts()).containsExactly(Map.entry(Sentinel.INTEGRITY, 1L));
  }

  @Test
  void no_epoch_is_spent_before_the_first_value_is_sealed() {
    Vault vault = load(sidecar);
    vault.refresh();
    assertThat(registry.calls()).isEmpty();

    sealed(vault);
    sealed(vault);

    assertThat(registry.calls()).hasSize(1);
    assertThat(sidecar.lastSpent(FIRST_KEY)).contains(new LocalEpoch(0));
  }

  @Test
  void values_of_one_session_share_its_epoch_and_count_up() {
    Vault vault = load(sidecar);

    assertThat(envelope(sealed(vault)).nonce().writeCount()).isEqualTo(1);
    assertThat(envelope(sealed(vault)).nonce().writeCount()).isEqualTo(2);
    assertThat(session(vault).given()).isEqualTo(2);
  }

  @Test
  void every_load_writes_under_the_next_epoch() {
    assertThat(epochOf(sealed(load(sidecar)))).isZero();
    assertThat(epochOf(sealed(load(sidecar)))).isEqualTo(1);
  }

  @Test
  void a_lost_sidecar_costs_no_nonce() {
    sealed(load(sidecar));

    assertThat(epochOf(sealed(load(new InMemorySidecar(NAME))))).isEqualTo(1);
  }

  @Test
  void a_sidecar_ahead_of_the_registry_is_believed() {
    sidecar.spend(FIRST_KEY, new LocalEpoch(40));

    assertThat(epochOf(sealed(load(sidecar)))).isEqualTo(41);
  }

  @Test
  void who_is_overtaken_takes_the_epoch_after_that() {
    registry.meanwhile(() -> registry.decide(ofAnotherLoad(FIRST_KEY, 0)));

    assertThat(epochOf(sealed(load(sidecar)))).isEqualTo(1);
  }

  @Test
  void who_is_always_overtaken_is_told_so_in_the_end() {
    for (int epoch = 0; epoch < 10; epoch++) {
      int taken = epoch;
      registry.meanwhile(() -> registry.decide(ofAnotherLoad(FIRST_KEY, taken)));
    }

    assertThat(refusalToSeal(load(sidecar)).sentinel()).isEqualTo(Sentinel.WRITER_CLONED);
  }

  @Test
  void an_unknown_outcome_is_asked_for_again_with_the_same_incarnation() {
    registry.nextCallEndsIn(
        registration -> {
          registry.decide(registration);
          return new Fate.Unknown(registration);
        });

    assertThat(epochOf(sealed(load(sidecar)))).isZero();
    assertThat(registry.calls()).hasSize(2);
    assertThat(registry.calls().get(0)).isEqualTo(registry.calls().get(1));
  }

  @Test
  void an_outcome_that_stays_unknown_seals_nothing_and_its_epoch_is_not_used_again() {
    for (int n = 0; n < 4; n++) {
      registry.nextCallEndsIn(Fate.Unknown::new);
    }
    Vault vault = load(sidecar);

    assertThat(refusalToSeal(vault).sentinel()).isEqualTo(Sentinel.OUTCOME_UNKNOWN);
    assertThat(epochOf(sealed(vault))).isEqualTo(1);
  }

  @Test
  void a_slot_of_another_node_is_refused_with_both_sides() {
    NodeId other = new NodeId(NODE.bits() ^ (1L << 40));
    registry.decide(new Registration(FIRST_KEY, other, new LocalEpoch(9), anyIncarnation()));

    Refusal refusal = refusalToSeal(load(sidecar));

    assertThat(refusal.sentinel()).isEqualTo(Sentinel.SLOT_TAKEN);
    assertThat(refusal.detail()).contains(other.toString()).contains(NODE.toString());
  }

  @Test
  void after_the_last_epoch_the_key_is_to_be_rotated_and_then_epochs_begin_again() {
    sidecar.spend(FIRST_KEY, new LocalEpoch(LocalEpoch.MAX));
    Vault vault = load(sidecar);
    assertThat(refusalToSeal(vault).sentinel()).isEqualTo(Sentinel.EPOCH_EXHAUSTED);

    registry.rotate(Purpose.STORAGE);
    vault.refresh();

    assertThat(epochOf(sealed(vault))).isZero();
  }

  @Test
  void the_last_epochs_are_warned_of() {
    sidecar.spend(FIRST_KEY, new LocalEpoch(LocalEpoch.WARNING - 2));
    Vault vault = load(sidecar);

    assertThat(session(vault).isNearTheLastEpoch()).isFalse();
    vault.reopen();
    assertThat(session(vault).isNearTheLastEpoch()).isTrue();
    assertThat(session(vault).epochsLeft()).isEqualTo(0xFF);
  }

  @Test
  void a_rotation_is_seen_when_it_is_looked_for_and_old_values_go_on_opening() {
    Vault vault = load(sidecar);
    byte[] before = sealed(vault);
    registry.rotate(Purpose.STORAGE);

    assertThat(envelope(sealed(vault)).dek()).isEqualTo(FIRST_KEY);
    vault.refresh();

    assertThat(envelope(sealed(vault)).dek()).isNotEqualTo(FIRST_KEY);
    assertThat(opened(vault, before, CONTEXT)).isEqualTo(TEXT);
  }

  @Test
  void an_envelope_of_a_newer_key_makes_a_reader_ask_for_it() {
    Vault reader = load(sidecar);
    opened(reader, sealed(load(sidecar)), CONTEXT);
    registry.rotate(Purpose.STORAGE);

    byte[] newer = sealed(load(sidecar));

    assertThat(opened(reader, newer, CONTEXT)).isEqualTo(TEXT);
  }

  @Test
  void a_session_that_is_reopened_has_an_epoch_of_its_own() {
    Vault vault = load(sidecar);
    byte[] before = sealed(vault);

    assertThat(vault.reopen()).isInstanceOf(Opened.class);

    assertThat(epochOf(sealed(vault))).isEqualTo(epochOf(before) + 1);
  }

  /** A process that was copied with its memory is one load to anybody who asks it. */
  @Test
  void copies_of_one_load_that_open_a_session_at_the_same_moment_do_not_share_it() {
    CopiedChance chance = new CopiedChance();
    Vault original = vault(aLoad(chance.ofCopy(1)), sidecar);
    Vault copy = vault(aLoad(chance.ofCopy(2)), new InMemorySidecar(NAME));
    chance.copy();
    registry.meanwhile(() -> session(copy));

    assertThat(session(original).registration().epoch())
        .isNotEqualTo(session(copy).registration().epoch());
  }

  @Test
  void every_session_registers_with_an_incarnation_of_its_own() {
    Vault vault = load(sidecar);
    Registration first = session(vault).registration();
    vault.reopen();

    assertThat(session(vault).registration().incarnation()).isNotEqualTo(first.incarnation());
  }

  @Test
  void nothing_is_sealed_before_the_cluster_has_keys() {
    InMemoryRegistry young = new InMemoryRegistry();
    Vault vault = vault(young, kek, sidecar);

    assertThat(refusalToSeal(vault).sentinel()).isEqualTo(Sentinel.NOT_BOOTSTRAPPED);
  }

  @Test
  void another_kek_opens_nothing_and_the_key_is_named() {
    Vault vault = vault(registry, new InMemoryKek(8), sidecar);

    assertThatThrownBy(vault::refresh)
        .isInstanceOfSatisfying(
            KeyNotOpened.class,
            fault -> {
              assertThat(fault.sentinel()).isEqualTo(Sentinel.KEK_MISMATCH);
              assertThat(fault.detail()).contains("key 1");
            });
  }

  @Test
  void keys_of_another_cluster_are_refused() {
    Vault vault =
        Vault.of(
            new Vault.Parts(NAME, registry, kek, sidecar, () -> () -> false),
            new OneLoad(new ClusterId(9, 9), this::anyIncarnation));

    assertThatThrownBy(vault::refresh)
        .isInstanceOfSatisfying(
            KeyNotOpened.class,
            fault -> assertThat(fault.sentinel()).isEqualTo(Sentinel.STATE_MISMATCH));
  }

  @Test
  void without_a_leader_nothing_is_sealed() {
    Vault vault = load(sidecar);
    registry.withoutLeader();

    assertThatThrownBy(() -> sealed(vault)).isInstanceOf(RemoteFault.class);
  }

  @Test
  void a_session_costs_one_read_and_one_registration() {
    Vault vault = load(sidecar);
    vault.refresh();
    int before = registry.questions();

    sealed(vault);

    assertThat(registry.questions() - before).isEqualTo(1);
    assertThat(registry.calls()).hasSize(1);
  }

  @Test
  void what_comes_together_from_many_threads_shares_one_session() throws InterruptedException {
    Vault vault = load(sidecar);
    List<Thread> threads = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      threads.add(new Thread(() -> sealed(vault)));
    }

    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(registry.calls()).hasSize(1);
    assertThat(session(vault).given()).isEqualTo(8);
  }

  private Vault load(Sidecar kept) {
    return vault(registry, kek, kept);
  }

  private Vault vault(InMemoryRegistry asked, Kek unwrapping, Sidecar kept) {
    return Vault.of(new Vault.Parts(NAME, asked, unwrapping, kept, VaultTest::threeTimes), aLoad());
  }

  private Vault vault(OneLoad load, Sidecar kept) {
    return Vault.of(new Vault.Parts(NAME, registry, kek, kept, VaultTest::threeTimes), load);
  }

  private OneLoad aLoad() {
    return aLoad(this::anyIncarnation);
  }

  private static OneLoad aLoad(Supplier<Incarnation.Drawn> incarnations) {
    return new OneLoad(InMemoryRegistry.CLUSTER, incarnations);
  }

  private static Patience threeTimes() {
    AtomicInteger left = new AtomicInteger(3);
    return () -> left.getAndDecrement() > 0;
  }

  private Incarnation.Drawn anyIncarnation() {
    return new Incarnation.Drawn(1, loads.incrementAndGet());
  }

  private Registration ofAnotherLoad(DekId dek, int epoch) {
    return new Registration(dek, NODE, new LocalEpoch(epoch), anyIncarnation());
  }

  private static byte[] sealed(Vault vault) {
    return vault.seal(TEXT, CONTEXT, VaultTest::unexpected);
  }

  private static byte[] opened(Vault vault, byte[] envelope, byte[] context) {
    return vault.open(envelope, context, VaultTest::unexpected);
  }

  private static byte[] unexpected(Refusal refusal) {
    throw new AssertionError(refusal);
  }

  private static Refusal refusalToSeal(Vault vault) {
    List<Refusal> refusals = new ArrayList<>();
    vault.seal(TEXT, CONTEXT, refusal -> keeping(refusals, refusal));
    return refusals.get(0);
  }

  private static Refusal refusalToOpen(Vault vault, byte[] envelope, byte[] context) {
    List<Refusal> refusals = new ArrayList<>();
    vault.open(envelope, context, refusal -> keeping(refusals, refusal));
    return refusals.get(0);
  }

  private static byte[] keeping(List<Refusal> refusals, Refusal refusal) {
    refusals.add(refusal);
    return new byte[0];
  }

  private static WriterSession session(Vault vault) {
    SessionOutcome outcome = vault.session();
    assertThat(outcome).isNotInstanceOf(NotOpened.class);
    return ((Opened) outcome).session();
  }

  private static int epochOf(byte[] envelope) {
    return envelope(envelope).nonce().epoch().value();
  }

  private static Envelope envelope(byte[] bytes) {
    return ((Decoded.Value<Envelope>) Envelope.decode(Bytes.copyOf(bytes))).value();
  }
}
