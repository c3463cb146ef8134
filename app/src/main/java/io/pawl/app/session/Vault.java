// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import com.google.errorprone.annotations.CheckReturnValue;
import io.pawl.app.session.SessionOutcome.NotOpened;
import io.pawl.app.session.SessionOutcome.Opened;
import io.pawl.app.usecase.Patience;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.seal.Opener;
import io.pawl.domain.seal.SealRefusal;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driven.Sidecar;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens values for a program, under the keys of a cluster. It asks the cluster when it
 * has to and not for each value: for its keys at first, for a session before the first value is
 * sealed, and for newer keys when an envelope names one that is not here.
 *
 * <p>Any thread may call. Whoever made the parts closes them; closing this zeroes the keys, and
 * whoever needs one afterwards meets an {@link IllegalStateException} or a refusal.
 */
public final class Vault implements AutoCloseable {
  private final UnwrappedKeys keys;
  private final OpeningSessions opening;
  private final Opener opener;
  private final Supplier<Patience> patience;
  private final SessionsByKey sessions = new SessionsByKey();
  private final Tally refusedToSeal = new Tally();
  private final Tally refusedToOpen = new Tally();
  private volatile @Nullable Opened current;

  private Vault(UnwrappedKeys keys, OpeningSessions opening, Supplier<Patience> patience) {
    this.keys = keys;
    this.opening = opening;
    this.opener = new Opener(keys.keystore());
    this.patience = patience;
  }

  /**
   * What a vault is made of.
   *
   * @param name whom it writes as; processes may share a name, and then never an epoch
   * @param patience how long one session may take to open
   */
  public record Parts(
      NodeName name,
      RemoteRegistry registry,
      Kek kek,
      Sidecar sidecar,
      Supplier<Patience> patience) {}

  /** Asks nothing yet. */
  public static Vault of(Parts parts, OneLoad load) {
    return new Vault(
        new UnwrappedKeys(load.cluster(), parts.registry(), parts.kek(), parts.sidecar()),
        new OpeningSessions(parts.registry(), parts.sidecar(), NodeId.of(parts.name()), load),
        parts.patience());
  }

  /**
   * Seals a text in the current session, and opens one if there is none, if it has used up its
   * nonces, or if this vault knows of a newer key. The context is not in the envelope: who opens it
   * gives the same.
   */
  public byte[] seal(byte[] text, byte[] context, Function<Refusal, byte[]> refused) {
    SessionOutcome outcome = sessionToSealIn();
    if (outcome instanceof Opened opened) {
      return opened
          .session()
          .seal(text, context, refusal -> sealAgain(refusal, text, context, refused));
    }
    return refused.apply(counted(((NotOpened) outcome).refusal()));
  }

  /**
   * A session whose nonces are used up is followed by another one; everything else is an answer.
   */
  private byte[] sealAgain(
      SealRefusal refusal, byte[] text, byte[] context, Function<Refusal, byte[]> refused) {
    if (!(refusal instanceof SealRefusal.WriteCountExhausted)) {
      return refused.apply(counted(Refusal.of(refusal)));
    }
    SessionOutcome outcome = anotherToSealIn();
    if (outcome instanceof Opened opened) {
      return opened
          .session()
          .seal(text, context, again -> refused.apply(counted(Refusal.of(again))));
    }
    return refused.apply(counted(((NotOpened) outcome).refusal()));
  }

  /**
   * As {@link #seal(byte[], byte[], Function)}, into a buffer of the caller's: see {@link
   * WriterSession#seal(ByteBuffer, ByteBuffer, ByteBuffer)}. Empty if the value is sealed.
   */
  @CheckReturnValue
  public Optional<Refusal> seal(ByteBuffer text, ByteBuffer context, ByteBuffer envelope) {
    Optional<Refusal> refusal = sealIn(sessionToSealIn(), text, context, envelope);
    if (refusal.isPresent() && refusal.get().sentinel() == Sentinel.WRITE_COUNT_EXHAUSTED) {
      refusal = sealIn(anotherToSealIn(), text, context, envelope);
    }
    return refusal.map(this::counted);
  }

  private static Optional<Refusal> sealIn(
      SessionOutcome outcome, ByteBuffer text, ByteBuffer context, ByteBuffer envelope) {
    return outcome instanceof Opened opened
        ? opened.session().seal(text, context, envelope).map(Refusal::of)
        : Optional.of(((NotOpened) outcome).refusal());
  }

  private SessionOutcome sessionToSealIn() {
    try {
      return session();
    } catch (Fault fault) {
      refusedToSeal.add(fault.sentinel());
      throw fault;
    }
  }

  private SessionOutcome anotherToSealIn() {
    try {
      return reopen();
    } catch (Fault fault) {
      refusedToSeal.add(fault.sentinel());
      throw fault;
    }
  }

  /** Opens an envelope; a key that is not here yet is asked for, once. */
  public byte[] open(byte[] envelope, byte[] context, Function<Refusal, byte[]> refused) {
    return opener.open(
        envelope,
        context,
        refusal -> {
          if (!(refusal instanceof SealRefusal.KeyUnknown)) {
            return refused.apply(countedOpening(Refusal.of(refusal)));
          }
          refreshToOpen();
          return opener.open(
              envelope, context, again -> refused.apply(countedOpening(Refusal.of(again))));
        });
  }

  /**
   * As {@link #open(byte[], byte[], Function)}, into a buffer of the caller's: see {@link
   * Opener#open(ByteBuffer, ByteBuffer, ByteBuffer)}. Empty if the text is there.
   */
  @CheckReturnValue
  public Optional<Refusal> open(ByteBuffer envelope, ByteBuffer context, ByteBuffer text) {
    Optional<SealRefusal> refusal = opener.open(envelope, context, text);
    if (refusal.isPresent() && refusal.get() instanceof SealRefusal.KeyUnknown) {
      refreshToOpen();
      refusal = opener.open(envelope, context, text);
    }
    return refusal.map(Refusal::of).map(this::countedOpening);
  }

  private void refreshToOpen() {
    try {
      refresh();
    } catch (Fault fault) {
      refusedToOpen.add(fault.sentinel());
      throw fault;
    }
  }

  /** The session that values are sealed in, opened if need be. */
  public SessionOutcome session() {
    Opened opened = current;
    if (opened == null) {
      return openNext(null);
    }
    return isUnderTheActiveKey(opened) ? opened : openNext(opened.session());
  }

  /** A new session under the key that is active now, whatever has become of the one before. */
  public SessionOutcome reopen() {
    refresh();
    return openNext(current());
  }

  /** One at a time: of those who come together, the first one's session is everybody's. */
  private synchronized SessionOutcome openNext(@Nullable WriterSession replaced) {
    Opened there = current;
    if (there != null && there.session() != replaced && isUnderTheActiveKey(there)) {
      return there;
    }
    Optional<DekId> dek = activeKey();
    if (dek.isEmpty()) {
      return new NotOpened(
          new Refusal(Sentinel.NOT_BOOTSTRAPPED, "Nothing can be sealed under no key."));
    }
    SessionOutcome outcome = opening.open(dek.get(), keys.keystore(), patience.get());
    if (outcome instanceof Opened opened) {
      current = opened;
      sessions.add(opened.session());
    }
    return outcome;
  }

  private boolean isUnderTheActiveKey(Opened opened) {
    return opened.session().dek().equals(keys.active());
  }

  private Optional<DekId> activeKey() {
    DekId known = keys.active();
    return known != null ? Optional.of(known) : refresh();
  }

  /**
   * Looks for rotations: values are sealed under the key that is active now from here on. Empty if
   * the cluster has no keys.
   *
   * @throws io.pawl.ports.driven.RemoteFault no leader answers in time
   * @throws KeyNotOpened the KEK does not open a key
   */
  public Optional<DekId> refresh() {
    return keys.refresh();
  }

  /** Why values were not sealed here so far, those included that ended in a fault. */
  public Tally refusedToSeal() {
    return refusedToSeal;
  }

  /** Why envelopes were not opened here so far, those included that ended in a fault. */
  public Tally refusedToOpen() {
    return refusedToOpen;
  }

  private Refusal counted(Refusal refusal) {
    refusedToSeal.add(refusal.sentinel());
    return refusal;
  }

  private Refusal countedOpening(Refusal refusal) {
    refusedToOpen.add(refusal.sentinel());
    return refusal;
  }

  /** How many nonces this vault took under a key: it sealed as many values, or less. */
  public long sealed(DekId key) {
    return sessions.sealed(key);
  }

  SessionsByKey sessions() {
    return sessions;
  }

  /** The last session that was opened; null before the first. */
  @Nullable WriterSession current() {
    Opened opened = current;
    return opened == null ? null : opened.session();
  }

  @Override
  public void close() {
    keys.close();
  }
}
