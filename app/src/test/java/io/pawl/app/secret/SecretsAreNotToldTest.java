// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.base.Throwables;
import com.google.common.collect.Iterables;
import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.app.kek.KekSource;
import io.pawl.app.replica.Encryption;
import io.pawl.app.replica.Self;
import io.pawl.app.replica.StoredReplica;
import io.pawl.app.session.OneLoad;
import io.pawl.app.session.Vault;
import io.pawl.app.sidecar.FileSidecar;
import io.pawl.app.sidecar.InMemorySidecar;
import io.pawl.app.sidecar.SidecarOwner;
import io.pawl.domain.cohort.Capability;
import io.pawl.domain.cohort.KeyAccess;
import io.pawl.domain.cohort.MemberAnswer;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.Keystore;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Sidecar;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.Unwrapping;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.fake.InMemoryEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has a key in it does not tell it, whoever prints it, and no exception does. */
final class SecretsAreNotToldTest {
  private static final ClusterId CLUSTER = InMemoryRegistry.CLUSTER;
  private static final NodeName NAME = new NodeName("backup-1");
  private static final Incarnation.Drawn LOAD = new Incarnation.Drawn(7, 7);
  private static final MemberAnswer READY =
      new MemberAnswer.Given(NAME, new Capability(KeyAccess.OPENS, "1", LOAD));
  private static final byte[] TEXT = "text".getBytes(UTF_8);
  private static final byte[] NOTHING = new byte[0];

  private final Random random = new Random(3);
  private final List<byte[]> secrets = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void nothing_that_is_reached_from_a_vault_prints_a_key() throws IOException {
    try (Kek kek = kek("kek").open();
        Sidecar sidecar = sidecar(kek)) {
      InMemoryRegistry registry = new InMemoryRegistry().wrappingWith(kek);
      registry.bootstrap();
      Vault vault = vault(registry, kek, sidecar);
      byte[] envelope = vault.seal(TEXT, TEXT, refusal -> NOTHING);
      vault.open(envelope, TEXT, refusal -> NOTHING);
      addKeysOf(registry, kek);

      Reachable reached = Reachable.from(List.of(vault, kek, sidecar));

      assertThat(reached.types())
          .contains("SecretBytes", "Keystore", "HeldKey", "FileKek", "LedgerMac", "WriterSession");
      assertTellsNoSecret(reached.objects());
    }
  }

  @Test
  void nothing_that_is_reached_from_a_leader_prints_a_key() throws IOException {
    try (Kek kek = kek("kek").open();
        WriterRegistryStore store = store()) {
      Replica replica = replica(kek, store);
      KeyRuling ruling = replica.admission().rotate(Purpose.STORAGE, new DekId(1));
      assertThat(ruling).isInstanceOf(KeyRuling.Refused.class);

      Reachable reached = Reachable.from(replica);

      assertThat(reached.types()).contains("SecretBytes", "FileKek", "On");
      assertTellsNoSecret(reached.objects());
    }
  }

  @Test
  void what_has_just_been_unwrapped_is_not_printed() throws IOException {
    InMemoryRegistry registry = new InMemoryRegistry();
    try (Kek kek = kek("kek").open()) {
      registry.wrappingWith(kek).bootstrap();
      RingKey key = registry.keys().ring().keys().get(0);
      try (Unwrapping.Opened opened = opened(kek, key)) {
        secrets.add(opened.dek().toArray(SecretAccess.granted()));
        assertTellsNoSecret(Reachable.from(opened).objects());
      }
    }
  }

  @Test
  void no_exception_tells_a_key() throws IOException {
    List<Throwable> thrown = new ArrayList<>();
    thrown.addAll(ofKeksThatAreNone());
    InMemoryRegistry registry = new InMemoryRegistry();
    Kek kek = kek("kek").open();
    registry.wrappingWith(kek).bootstrap();
    addKeysOf(registry, kek);
    thrown.addAll(ofWrongKeks(registry));
    thrown.add(ofAnotherKeksSidecar(kek));
    thrown.add(ofAReplicaThatHalts(kek));
    RingKey key = registry.keys().ring().keys().get(0);
    SecretBytes dek = opened(kek, key).dek();
    dek.close();
    thrown.add(catchThrowable(() -> dek.toArray(SecretAccess.granted())));
    kek.close();
    thrown.add(catchThrowable(() -> kek.unwrap(binding(key), key.wrapped())));
    thrown.add(catchThrowable(() -> kek.derive("anything")));

    assertThat(thrown).hasSize(10).doesNotContainNull();
    thrown.forEach(each -> assertTellsNoSecret(Reachable.from(each).objects()));
    thrown.forEach(each -> assertTellsNoSecret(Set.of(Throwables.getStackTraceAsString(each))));
  }

  /** Too short, too long, with a line break. */
  private List<Throwable> ofKeksThatAreNone() throws IOException {
    List<Throwable> thrown = new ArrayList<>();
    for (int length : new int[] {31, 40}) {
      KekSource source = file("kek" + length, secret(length));
      thrown.add(catchThrowable(source::open));
    }
    byte[] edited = secret(33);
    edited[32] = '\n';
    thrown.add(catchThrowable(file("edited", edited)::open));
    return thrown;
  }

  private List<Throwable> ofWrongKeks(InMemoryRegistry registry) throws IOException {
    try (Kek other = kek("other").open();
        Sidecar sidecar = sidecar(other, "data-of-other")) {
      Vault vault = vault(registry, other, sidecar);
      return List.of(
          catchThrowable(vault::refresh),
          catchThrowable(() -> vault.seal(TEXT, TEXT, refusal -> NOTHING)));
    }
  }

  private Throwable ofAnotherKeksSidecar(Kek kek) throws IOException {
    try (Sidecar sidecar = sidecar(kek)) {
      sidecar.spend(new DekId(1), new LocalEpoch(0));
    }
    try (Kek another = kek("another").open()) {
      return catchThrowable(() -> sidecar(another));
    }
  }

  /** Its KEK does not open the keys that an entry brings. */
  private Throwable ofAReplicaThatHalts(Kek kek) throws IOException {
    try (Kek another = kek("third").open();
        WriterRegistryStore leading = store();
        WriterRegistryStore store = store()) {
      KeyRuling ruling = replica(another, leading).admission().bootstrap();
      Bootstrap first = (Bootstrap) ((KeyRuling.Append) ruling).entry();
      return catchThrowable(
          () -> replica(kek, store).applier().bootstrap(new LogPosition(1, 1), first));
    }
  }

  @Test
  void no_refusal_tells_a_key() throws IOException {
    List<Object> refusals = new ArrayList<>();
    try (Kek kek = kek("kek").open();
        Sidecar sidecar = sidecar(kek);
        Keystore keystore = new Keystore(CLUSTER)) {
      InMemoryRegistry registry = new InMemoryRegistry().wrappingWith(kek);
      registry.bootstrap();
      addKeysOf(registry, kek);
      Vault vault = vault(registry, kek, sidecar);
      byte[] envelope = vault.seal(TEXT, TEXT, refusal -> NOTHING);
      vault.open(envelope, NOTHING, refusal -> noted(refusals, refusal));
      vault.open(TEXT, TEXT, refusal -> noted(refusals, refusal));
      RingKey key = registry.keys().ring().keys().get(0);
      try (Unwrapping.Opened opened = opened(kek, key)) {
        keystore.add(key.id(), key.purpose(), opened.dek());
        keystore
            .add(new DekId(9), key.purpose(), opened.dek())
            .ifPresent(refusal -> noted(refusals, refusal));
      }
    }

    assertThat(refusals).hasSize(3);
    assertTellsNoSecret(Reachable.from(refusals).objects());
  }

  private static byte[] noted(List<Object> refusals, Object refusal) {
    refusals.add(refusal);
    return NOTHING;
  }

  @Test
  void what_does_tell_a_key_is_found_out() throws IOException {
    byte[] key = secret(32);
    record Chatty(String text) {}
    List<String> tellings =
        new ArrayList<>(List.of(Arrays.toString(key), Bytes.copyOf(key).toHex()));
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      long word = ByteBuffer.wrap(key).order(order).getLong();
      tellings.add(Long.toString(word));
      tellings.add(Long.toUnsignedString(word));
      tellings.add(Long.toHexString(word));
    }

    for (String told : tellings) {
      assertThat(tellingOf(Reachable.from(new Chatty(told)).objects())).as(told).isNotEmpty();
    }
  }

  private void assertTellsNoSecret(Set<?> objects) {
    assertThat(secrets).isNotEmpty();
    assertThat(tellingOf(objects)).isEmpty();
  }

  /** What was found, and in what it was found nobody is told. */
  private List<String> tellingOf(Set<?> objects) {
    try {
      Path printed = Files.createTempDirectory(folder, "printed");
      Files.write(printed.resolve("all"), Iterables.transform(objects, String::valueOf), UTF_8);
      KeySearch search = new KeySearch();
      for (byte[] secret : secrets) {
        search.add(KeySpellings.of("a key", secret));
      }
      return search.in(printed).stream().map(KeySearch.Finding::what).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void addKeysOf(InMemoryRegistry registry, Kek kek) {
    for (RingKey key : registry.keys().ring().keys()) {
      try (Unwrapping.Opened opened = opened(kek, key)) {
        secrets.add(opened.dek().toArray(SecretAccess.granted()));
      }
    }
    try (SecretBytes derived = kek.derive(FileSidecar.KEY_LABEL)) {
      secrets.add(derived.toArray(SecretAccess.granted()));
    }
  }

  private static Unwrapping.Opened opened(Kek kek, RingKey key) {
    return (Unwrapping.Opened) kek.unwrap(binding(key), key.wrapped());
  }

  private static KeyBinding binding(RingKey key) {
    return new KeyBinding(CLUSTER, key.id(), key.purpose());
  }

  private static Vault vault(InMemoryRegistry registry, Kek kek, Sidecar sidecar) {
    return Vault.of(
        new Vault.Parts(NAME, registry, kek, sidecar, () -> () -> false),
        new OneLoad(CLUSTER, () -> LOAD));
  }

  private static WriterRegistryStore store() {
    return new InMemoryEngine().open(new StoreLocation(Path.of("no-such-folder"), CLUSTER));
  }

  private Replica replica(Kek kek, WriterRegistryStore store) {
    return StoredReplica.over(
        store,
        "memory",
        new Self(CLUSTER, NAME, LOAD, "1"),
        new Encryption.On(
            kek, random::nextBytes, () -> 1, trial -> List.of(READY), new InMemorySidecar(NAME)));
  }

  private Sidecar sidecar(Kek kek) {
    return sidecar(kek, "data");
  }

  private Sidecar sidecar(Kek kek, String data) {
    return FileSidecar.open(folder.resolve(data), new SidecarOwner(CLUSTER, NAME), kek);
  }

  private KekSource kek(String name) throws IOException {
    return file(name, secret(SecretBytes.LENGTH));
  }

  private byte[] secret(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    secrets.add(bytes);
    return bytes;
  }

  private KekSource file(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, content);
    return new KekSource.InFile(file);
  }
}
