// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import static com.google.common.base.Preconditions.checkState;

import io.pawl.app.session.SessionOutcome.NotOpened;
import io.pawl.app.session.SessionOutcome.Opened;
import io.pawl.app.usecase.Patience;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.seal.Keystore;
import io.pawl.domain.seal.Receipts;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driven.Sidecar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Opens writer sessions of one load of one node. Each takes an epoch that neither the sidecar nor
 * the registry has seen, spends it in the sidecar, and registers it; only the registry's receipt
 * opens the nonces. A restored, cloned or forgetful node is never stuck that way: it takes the next
 * free epoch.
 */
final class OpeningSessions {

  /** How often somebody else may be faster before that is the answer. */
  private static final int RACES_MAX = 5;

  private static final int NONE_YET = -1;

  private final RemoteRegistry registry;
  private final Sidecar sidecar;
  private final NodeId node;
  private final Supplier<Incarnation.Drawn> incarnations;
  private final Receipts receipts;

  OpeningSessions(RemoteRegistry registry, Sidecar sidecar, NodeId node, OneLoad load) {
    this.registry = registry;
    this.sidecar = sidecar;
    this.node = node;
    this.incarnations = load.incarnations();
    this.receipts = new Receipts(load.cluster(), node);
  }

  /**
   * Opens a session under a key that the keystore holds: one that does not is closed, and no epoch
   * is spent for it.
   *
   * @throws io.pawl.ports.driven.RemoteFault no leader answers in time
   * @throws io.pawl.ports.driven.StorageFault the epoch could not be made durable
   */
  SessionOutcome open(DekId dek, Keystore keys, Patience patience) {
    checkState(keys.holds(dek), "The keystore does not hold key %s.", dek);
    NotOpened lost = new NotOpened(new Refusal(Sentinel.BUSY, "Nothing was asked yet."));
    for (int races = 0; races < RACES_MAX; races++) {
      Optional<WriterRow> row = registry.row(new WriterKey(dek, node.slot()));
      OptionalInt epoch = nextEpoch(dek, row);
      if (epoch.isEmpty()) {
        return new NotOpened(exhausted(dek, row));
      }
      Registration asked = spend(dek, new LocalEpoch(epoch.getAsInt()));
      Fate fate = register(asked, patience);
      if (fate instanceof Fate.Accepted accepted) {
        return new Opened(
            WriterSession.of(receipts.accept(asked, accepted.row(), accepted.index()), keys));
      }
      lost = new NotOpened(refusalOf(fate));
      if (!isLostRace(fate)) {
        return lost;
      }
    }
    return lost;
  }

  /** A row of another node is not counted on from: it will be in the way, and that is an answer. */
  private OptionalInt nextEpoch(DekId dek, Optional<WriterRow> row) {
    int registered =
        row.filter(held -> held.owner().equals(node))
            .map(held -> held.lastSeen().value())
            .orElse(NONE_YET);
    int spent = sidecar.lastSpent(dek).map(LocalEpoch::value).orElse(NONE_YET);
    int next = Math.max(registered, spent) + 1;
    return next > LocalEpoch.MAX ? OptionalInt.empty() : OptionalInt.of(next);
  }

  private Refusal exhausted(DekId dek, Optional<WriterRow> row) {
    return new Refusal(
        Sentinel.EPOCH_EXHAUSTED,
        "Held: %s. Spent here: %s."
            .formatted(
                row.map(WriterRow::toString).orElse("no row"),
                sidecar.lastSpent(dek).map(LocalEpoch::toString).orElse("none")));
  }

  /**
   * What is to be registered. The incarnation is drawn as late as can be: what a copy of this
   * process registers, later or meanwhile, is then not taken for this.
   */
  private Registration spend(DekId dek, LocalEpoch epoch) {
    sidecar.spend(dek, epoch);
    return new Registration(dek, node, epoch, incarnations.get());
  }

  /**
   * Asks for as long as asking helps. What may or may not be committed is asked again with the same
   * incarnation, which is safe, and is the only way to know.
   */
  private Fate register(Registration registration, Patience patience) {
    Fate fate = registry.register(List.of(registration)).get(0);
    while (isOpen(fate) && patience.pause()) {
      fate = registry.register(List.of(registration)).get(0);
    }
    return fate;
  }

  private static boolean isOpen(Fate fate) {
    return fate instanceof Fate.Busy
        || fate instanceof Fate.NoLeader
        || fate instanceof Fate.Unknown;
  }

  private static boolean isLostRace(Fate fate) {
    return fate instanceof Fate.Refused refused
        && (refused.sentinel() == Sentinel.EPOCH_ROLLBACK
            || refused.sentinel() == Sentinel.WRITER_CLONED);
  }

  private static Refusal refusalOf(Fate fate) {
    String proposed = "Proposed: %s.".formatted(fate.registration());
    if (fate instanceof Fate.Refused refused) {
      return new Refusal(refused.sentinel(), "Held: %s. %s".formatted(refused.held(), proposed));
    }
    if (fate instanceof Fate.Inadmissible inadmissible) {
      return new Refusal(inadmissible.sentinel(), proposed);
    }
    if (fate instanceof Fate.Busy) {
      return new Refusal(Sentinel.BUSY, proposed);
    }
    return new Refusal(
        fate instanceof Fate.NoLeader ? Sentinel.NO_LEADER : Sentinel.OUTCOME_UNKNOWN, proposed);
  }
}
