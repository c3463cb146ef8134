// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.app.log.Logged;
import io.pawl.app.sidecar.InMemorySidecar;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.Sidecar;
import io.pawl.ports.fake.InMemoryKek;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a program that embeds a vault sees of it beside its own meters. */
final class VaultMetersTest {
  private static final NodeName NAME = new NodeName("backup-1");
  private static final byte[] TEXT = "text".getBytes(UTF_8);
  private static final byte[] CONTEXT = "context".getBytes(UTF_8);
  private static final byte[] NOTHING = new byte[0];

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Kek kek = new InMemoryKek(7);
  private final InMemoryRegistry registry = new InMemoryRegistry().wrappingWith(kek);
  private final Sidecar sidecar = new InMemorySidecar(NAME);
  private final AtomicInteger loads = new AtomicInteger();
  private final Vault vault = vault(kek);

  @BeforeEach
  void the_cluster_has_keys() {
    registry.bootstrap();
  }

  @AfterEach
  void close() {
    vault.close();
    meters.close();
  }

  @Test
  void values_are_counted_by_the_key_they_are_sealed_under_over_all_sessions() {
    bind(vault);
    seal(vault);
    seal(vault);
    vault.reopen();
    seal(vault);
    registry.rotate(Purpose.STORAGE);
    vault.refresh();
    seal(vault);

    assertThat(counted("pawl.vault.sealed", "key", "1")).isEqualTo(3);
    assertThat(counted("pawl.vault.sealed", "key", "3")).isEqualTo(1);
    assertThat(vault.sealed(new DekId(1))).isEqualTo(3);
    assertThat(vault.sealed(new DekId(2))).isZero();
  }

  @Test
  void a_session_that_somebody_kept_is_counted_on() {
    bind(vault);
    seal(vault);
    WriterSession kept = ((SessionOutcome.Opened) vault.session()).session();
    vault.reopen();

    kept.seal(TEXT, CONTEXT, refusal -> NOTHING);

    assertThat(counted("pawl.vault.sealed", "key", "1")).isEqualTo(2);
  }

  @Test
  void what_does_not_open_is_counted_by_why() {
    bind(vault);
    byte[] envelope = seal(vault);

    vault.open(envelope, TEXT, refusal -> NOTHING);
    vault.open(envelope, TEXT, refusal -> NOTHING);
    vault.open(TEXT, CONTEXT, refusal -> NOTHING);
    vault.open(envelope, CONTEXT, refusal -> NOTHING);

    assertThat(counted("pawl.vault.open.failures", "sentinel", "INTEGRITY")).isEqualTo(2);
    assertThat(counted("pawl.vault.open.failures", "sentinel", "ENVELOPE_SHORT")).isEqualTo(1);
    assertThat(meters.find("pawl.vault.seal.refusals").meters()).isEmpty();
  }

  @Test
  void what_ends_in_a_fault_is_counted_too() {
    byte[] envelope = seal(vault);
    try (Vault other = vault(new InMemoryKek(8))) {
      bind(other);

      assertThatThrownBy(() -> seal(other)).isInstanceOf(KeyNotOpened.class);
      assertThatThrownBy(() -> other.open(envelope, CONTEXT, refusal -> NOTHING))
          .isInstanceOf(KeyNotOpened.class);
      registry.withoutLeader();
      assertThatThrownBy(() -> seal(other)).isInstanceOf(RemoteFault.class);
    }

    assertThat(counted("pawl.vault.seal.refusals", "sentinel", "KEK_MISMATCH")).isEqualTo(1);
    assertThat(counted("pawl.vault.seal.refusals", "sentinel", "NO_LEADER")).isEqualTo(1);
    assertThat(counted("pawl.vault.open.failures", "sentinel", "KEK_MISMATCH")).isEqualTo(1);
  }

  @Test
  void what_was_counted_before_is_there_when_somebody_begins_to_look() {
    sidecar.spend(new DekId(1), new LocalEpoch(LocalEpoch.MAX));
    seal(vault);
    registry.rotate(Purpose.STORAGE);
    vault.refresh();
    seal(vault);

    bind(vault);

    assertThat(counted("pawl.vault.seal.refusals", "sentinel", "EPOCH_EXHAUSTED")).isEqualTo(1);
    assertThat(counted("pawl.vault.sealed", "key", "3")).isEqualTo(1);
  }

  @Test
  void how_many_epochs_are_left_is_known_once_there_is_a_session() {
    bind(vault);
    assertThat(meters.get("pawl.vault.epochs.left").gauge().value()).isNaN();

    seal(vault);

    assertThat(meters.get("pawl.vault.epochs.left").gauge().value()).isEqualTo(LocalEpoch.MAX);
  }

  /** As one does that is full, or that knows a meter of this name with other tags. */
  @Test
  void a_registry_that_fails_costs_its_meters_and_no_value_and_is_told_of_once() {
    meters.config().meterFilter(new Refusing());
    try (Logged logged = Logged.by(VaultMeters.class)) {
      bind(vault);

      byte[] envelope = seal(vault);
      vault.open(envelope, TEXT, refusal -> NOTHING);
      registry.rotate(Purpose.STORAGE);
      vault.refresh();
      seal(vault);

      assertThat(vault.open(envelope, CONTEXT, refusal -> NOTHING)).isEqualTo(TEXT);
      assertThat(vault.refusedToOpen().count(Sentinel.INTEGRITY)).isEqualTo(1);
      assertThat(logged.lines())
          .containsExactly(
              "WARN A meter of a vault is missing, and more may be: its registry fails.");
    }
  }

  private static final class Refusing implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
      if (id.getType() == Meter.Type.COUNTER) {
        throw new IllegalArgumentException("There is no room for " + id);
      }
      return id;
    }
  }

  private void bind(Vault observed) {
    VaultMeters.of(observed, Tags.of("vault", "reports")).bindTo(meters);
  }

  private double counted(String name, String tag, String value) {
    return meters.get(name).tag("vault", "reports").tag(tag, value).functionCounter().count();
  }

  private static byte[] seal(Vault vault) {
    return vault.seal(TEXT, CONTEXT, refusal -> NOTHING);
  }

  private Vault vault(Kek unwrapping) {
    return Vault.of(
        new Vault.Parts(NAME, registry, unwrapping, sidecar, () -> () -> false),
        new OneLoad(
            InMemoryRegistry.CLUSTER, () -> new Incarnation.Drawn(2, loads.incrementAndGet())));
  }
}
