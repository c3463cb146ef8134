// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.sidecar.InMemorySidecar;
import io.pawl.domain.cohort.Capability;
import io.pawl.domain.cohort.KeyAccess;
import io.pawl.domain.cohort.MemberAnswer;
import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Entropy;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Peers;
import io.pawl.ports.driven.Sidecar;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.Ruling;
import io.pawl.ports.driving.TurnedAway;
import io.pawl.ports.fake.InMemoryEngine;
import io.pawl.ports.fake.InMemoryKek;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A replica that leads, on a store in memory, and the log in front of it. */
final class Leader implements AutoCloseable {
  static final ClusterId CLUSTER = new ClusterId(1, 2);
  static final List<String> NAMES = List.of("n1", "n2", "n3");
  static final long NOW = 1_700_000_000_000L;
  static final String VERSION = "1.4.2";
  static final Path HOME = Path.of("no-such-folder");

  private final WriterRegistryStore store;
  private final Replica replica;
  private long index;

  private Leader(Encryption encryption) {
    this(new InMemoryEngine().open(new StoreLocation(HOME, CLUSTER)), encryption);
  }

  private Leader(WriterRegistryStore store, Encryption encryption) {
    this.store = store;
    Self self = new Self(CLUSTER, new NodeName("n1"), incarnation("n1"), VERSION);
    replica = StoredReplica.over(store, "memory", self, encryption);
  }

  static Leader withoutEncryption() {
    return new Leader(Encryption.OFF);
  }

  static Leader with(Kek kek) {
    return with(kek, trial -> NAMES.stream().map(Leader::ready).toList());
  }

  static Leader with(Kek kek, Peers peers) {
    return with(kek, new SplittableRandom(7)::nextBytes, peers);
  }

  static Leader with(Kek kek, Entropy entropy, Peers peers) {
    return new Leader(new Encryption.On(kek, entropy, () -> NOW, peers, emptySidecar()));
  }

  /** Over a store of its own that stays its caller's, with a sidecar that does, too. */
  static Leader over(WriterRegistryStore store, Sidecar sidecar) {
    return new Leader(
        store,
        new Encryption.On(new InMemoryKek(1), bytes -> {}, () -> NOW, trial -> List.of(), sidecar));
  }

  static Sidecar emptySidecar() {
    return new InMemorySidecar(new NodeName("n1"));
  }

  static MemberAnswer ready(String name) {
    return answer(name, KeyAccess.OPENS, VERSION);
  }

  static MemberAnswer answer(String name, KeyAccess access, String version) {
    return new MemberAnswer.Given(
        new NodeName(name), new Capability(access, version, incarnation(name)));
  }

  static Incarnation.Drawn incarnation(String name) {
    return new Incarnation.Drawn(name.hashCode(), 1);
  }

  static Registration registration(DekId dek, int slot, int epoch) {
    return new Registration(
        dek, new NodeId(1 << 16 | slot), new LocalEpoch(epoch), new Incarnation.Drawn(epoch, slot));
  }

  Replica replica() {
    return replica;
  }

  WriterRegistryStore store() {
    return store;
  }

  KeyRing.Filled ring() {
    return (KeyRing.Filled) store.keyRing();
  }

  KeyRuling bootstrap() {
    return replica.admission().bootstrap();
  }

  KeyRuling rotate(Purpose purpose) {
    return replica.admission().rotate(purpose, ring().active(purpose).id());
  }

  /** The first keys, made and applied. */
  Leader bootstrapped() {
    apply(((KeyRuling.Append) bootstrap()).entry());
    return this;
  }

  Ruling.Append admitted(Registration registration) {
    return (Ruling.Append) replica.admission().rule(List.of(registration));
  }

  TurnedAway turnedAway(Registration registration) {
    List<TurnedAway> turnedAway = replica.admission().rule(List.of(registration)).turnedAway();
    assertThat(turnedAway).as("turned away of %s", registration).hasSize(1);
    return turnedAway.get(0);
  }

  Applied apply(LogEntry entry) {
    index++;
    return apply(new LogPosition(1, index), entry);
  }

  Applied apply(LogPosition position, LogEntry entry) {
    return entry.match(
        new LogEntry.Cases<Applied>() {
          @Override
          public Applied writerRegistration(WriterRegistration one) {
            return replica.applier().registerWriter(position, one);
          }

          @Override
          public Applied writerRegistrations(WriterRegistrations many) {
            return replica.applier().registerWriters(position, many);
          }

          @Override
          public Applied bootstrap(Bootstrap bootstrap) {
            return replica.applier().bootstrap(position, bootstrap);
          }

          @Override
          public Applied rotation(Rotation rotation) {
            return replica.applier().rotate(position, rotation);
          }
        });
  }

  /** The keys of the ring in the order of their purposes. */
  List<DekId> active() {
    return Stream.of(Purpose.values()).map(purpose -> ring().active(purpose).id()).toList();
  }

  @Override
  public void close() {
    store.close();
  }
}
