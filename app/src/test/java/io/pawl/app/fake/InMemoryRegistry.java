// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.fake;

import com.google.common.hash.Hashing;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.state.KeyUse;
import io.pawl.domain.state.KeyUses;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.domain.writer.RegistrationOutcome.Advanced;
import io.pawl.domain.writer.RegistrationOutcome.Inserted;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRegistry;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.ClusterKeys;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.MemberStatus.Up;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.RemoteRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A registry in memory that decides as the real one does, and fails when it is told to. */
public final class InMemoryRegistry implements RemoteRegistry {
  private static final AtomicLong DEKS_MADE = new AtomicLong();
  public static final ClusterId CLUSTER = new ClusterId(1, 2);

  private final ClusterId cluster;
  private final SortedMap<WriterKey, WriterRow> rows = new TreeMap<>();
  private final Deque<Function<Registration, Fate>> next = new ArrayDeque<>();
  private final Deque<Runnable> meanwhile = new ArrayDeque<>();
  private final List<List<Registration>> calls = new ArrayList<>();
  private List<MemberStatus> members = List.of();
  private final Deque<KeyFate> nextKeyFates = new ArrayDeque<>();
  private KeyRing ring = KeyRing.EMPTY;
  private Function<RingKey, RingKey> wrapping = key -> key;
  private int keysMade;
  private boolean hasLeader = true;
  private boolean open = true;
  private long index;
  private int questions;

  public InMemoryRegistry() {
    this(CLUSTER);
  }

  public InMemoryRegistry(ClusterId cluster) {
    this.cluster = cluster;
  }

  /** Every registration of the next call meets this fate; further calls queue up. */
  public InMemoryRegistry nextCallEndsIn(Function<Registration, Fate> fate) {
    next.add(fate);
    return this;
  }

  /** The next key change meets this fate; further ones queue up. */
  public InMemoryRegistry nextKeyChangeEndsIn(KeyFate fate) {
    nextKeyFates.add(fate);
    return this;
  }

  /**
   * The keys it makes from now on open with this KEK. None has the bytes of another registry's: the
   * JDK's cipher remembers nonces, and would take two stories for one.
   */
  public InMemoryRegistry wrappingWith(Kek kek) {
    wrapping =
        key -> {
          byte[] bytes = Hashing.sha256().hashLong(DEKS_MADE.incrementAndGet()).asBytes();
          KeyBinding binding = new KeyBinding(cluster, key.id(), key.purpose());
          try (SecretBytes dek = SecretBytes.copyOf(bytes, SecretAccess.granted())) {
            return new RingKey(
                key.id(), key.purpose(), kek.wrap(binding, dek), key.createdAt(), key.index());
          }
        };
    return this;
  }

  /** What somebody else does between the next question and the registration after it. */
  public InMemoryRegistry meanwhile(Runnable deed) {
    meanwhile.add(deed);
    return this;
  }

  public InMemoryRegistry withoutLeader() {
    hasLeader = false;
    return this;
  }

  public InMemoryRegistry saying(MemberStatus... status) {
    members = List.of(status);
    return this;
  }

  /** What was asked to be registered, call by call. */
  public List<List<Registration>> calls() {
    return calls;
  }

  public boolean isOpen() {
    return open;
  }

  @Override
  public List<Fate> register(List<Registration> registrations) {
    calls.add(registrations);
    if (!meanwhile.isEmpty()) {
      meanwhile.pop().run();
    }
    if (!hasLeader) {
      return registrations.stream().<Fate>map(Fate.NoLeader::new).toList();
    }
    Function<Registration, Fate> fate = next.isEmpty() ? this::decide : next.pop();
    return registrations.stream().map(fate).toList();
  }

  /** Registers without being a call. */
  public Fate decide(Registration registration) {
    RegistrationOutcome outcome =
        WriterRegistry.decide(key -> Optional.ofNullable(rows.get(key)), registration);
    if (outcome instanceof Accepted accepted) {
      rows.put(registration.key(), accepted.row());
      return new Fate.Accepted(registration, kind(accepted), ++index, accepted.row());
    }
    RegistrationOutcome.Refused refused = (RegistrationOutcome.Refused) outcome;
    return new Fate.Refused(registration, refused.sentinel(), refused.held());
  }

  private static Fate.Kind kind(Accepted accepted) {
    if (accepted instanceof Inserted) {
      return Fate.Kind.INSERTED;
    }
    return accepted instanceof Advanced ? Fate.Kind.ADVANCED : Fate.Kind.REPLAYED;
  }

  @Override
  public Optional<WriterRow> row(WriterKey key) {
    requireLeader();
    return Optional.ofNullable(rows.get(key));
  }

  @Override
  public List<StoredRow> rows(DekId dek) {
    requireLeader();
    return rows.entrySet().stream()
        .filter(row -> row.getKey().dek().equals(dek))
        .map(row -> new StoredRow(row.getKey(), row.getValue()))
        .toList();
  }

  @Override
  public List<DekId> deks() {
    requireLeader();
    return rows.keySet().stream().map(WriterKey::dek).distinct().toList();
  }

  @Override
  public ClusterKeys keys() {
    requireLeader();
    return new ClusterKeys(cluster, ring);
  }

  /** Its keys have ids and bytes that count up. */
  @Override
  public KeyFate bootstrap() {
    return change(
        () -> {
          if (ring instanceof KeyRing.Filled held) {
            return new KeyFate.Refused(Sentinel.ALREADY_BOOTSTRAPPED, "Held: %s.".formatted(held));
          }
          RingKey storage = nextKey(Purpose.STORAGE);
          RingKey raft = nextKey(Purpose.RAFT);
          ring = KeyRing.ofFirst(storage, raft);
          return accepted(storage, raft);
        });
  }

  @Override
  public KeyFate rotate(Purpose purpose) {
    return change(
        () -> {
          if (!(ring instanceof KeyRing.Filled held)) {
            return new KeyFate.Refused(Sentinel.NOT_BOOTSTRAPPED, "Held: no key.");
          }
          RingKey added = nextKey(purpose);
          ring = held.rotatedTo(added);
          return accepted(added);
        });
  }

  private KeyFate change(Supplier<KeyFate> change) {
    if (!hasLeader) {
      return new KeyFate.NoLeader();
    }
    return nextKeyFates.isEmpty() ? change.get() : nextKeyFates.pop();
  }

  private RingKey nextKey(Purpose purpose) {
    int number = ++keysMade;
    return wrapping.apply(
        new RingKey(
            new DekId(number),
            purpose,
            new WrappedDek(Bytes.copyOf(new byte[] {(byte) number})),
            new CreatedAt.Recorded(1000L * number),
            index + 1));
  }

  private KeyFate accepted(RingKey... keys) {
    index++;
    return new KeyFate.Accepted(
        index, Stream.of(keys).map(key -> new KeyFate.Made(key.id(), key.purpose())).toList());
  }

  @Override
  public List<MemberStatus> status() {
    return members;
  }

  /** Every member that is up has applied everything. */
  @Override
  public KeyUses keyUses(NodeName member) {
    if (members.stream().noneMatch(said -> said.name().equals(member) && said instanceof Up)) {
      throw new RemoteFault(Sentinel.NO_LEADER, "Nobody answers.");
    }
    return new KeyUses(ring, ring.keys().stream().map(key -> useOf(key.id())).toList());
  }

  private KeyUse useOf(DekId dek) {
    List<StoredRow> writers =
        rows.entrySet().stream()
            .filter(row -> row.getKey().dek().equals(dek))
            .map(row -> new StoredRow(row.getKey(), row.getValue()))
            .sorted(KeyUse.FEWEST_LEFT_FIRST)
            .toList();
    long near = writers.stream().filter(row -> row.row().lastSeen().isNearTheLast()).count();
    return new KeyUse(
        dek,
        writers.size(),
        (int) near,
        writers.subList(0, Math.min(writers.size(), KeyUse.LISTED_MAX)));
  }

  @Override
  public LogPosition snapshot(NodeName member) {
    requireLeader();
    return new LogPosition(1, index);
  }

  /** How many linearizable reads there were. */
  public int questions() {
    return questions;
  }

  private void requireLeader() {
    questions++;
    if (!hasLeader) {
      throw new RemoteFault(Sentinel.NO_LEADER, "No member answered in time.");
    }
  }

  @Override
  public void close() {
    open = false;
  }
}
