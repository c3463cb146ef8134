// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.io.ByteArrayDataOutput;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driving.TurnedAway;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a proposal: what became of each registration that the answering node knows of.
 *
 * <pre>
 * version u8 = 1 | count u32 | fate *
 * fate   kind u8 | registration | what the kind adds
 *        1 inserted, 2 advanced, 3 replayed    index u64 | row
 *        4 refused                             sentinel text | row
 *        5 inadmissible                        sentinel text
 *        6 busy
 * </pre>
 */
final class Fates {
  private static final int VERSION = 1;
  private static final int HEADER_LENGTH = 5;

  /** Of the longest that is common: of an accepted registration with its incarnation. */
  private static final int ACCEPTED_LENGTH = 71;

  private static final ImmutableBiMap<Fate.Kind, Integer> ACCEPTED =
      ImmutableBiMap.of(Fate.Kind.INSERTED, 1, Fate.Kind.ADVANCED, 2, Fate.Kind.REPLAYED, 3);
  private static final int REFUSED = 4;
  private static final int INADMISSIBLE = 5;
  private static final int BUSY = 6;

  private Fates() {}

  static Bytes encode(List<Fate> fates) {
    ByteArrayDataOutput into = Wire.writer(HEADER_LENGTH + fates.size() * ACCEPTED_LENGTH);
    into.writeByte(VERSION);
    into.writeInt(fates.size());
    fates.forEach(fate -> put(into, fate));
    return Wire.bytes(into);
  }

  static Decoded<List<Fate>> decode(Bytes bytes) {
    return Decoded.parse(bytes, Sentinel.REQUEST_MALFORMED, Fates::parse);
  }

  static Fate of(TurnedAway turnedAway) {
    if (turnedAway instanceof TurnedAway.Refused refused) {
      RegistrationOutcome.Refused outcome = refused.outcome();
      return new Fate.Refused(outcome.registration(), outcome.sentinel(), outcome.held());
    }
    if (turnedAway instanceof TurnedAway.Inadmissible inadmissible) {
      return new Fate.Inadmissible(inadmissible.registration(), inadmissible.sentinel());
    }
    return new Fate.Busy(turnedAway.registration());
  }

  static Fate of(RegistrationOutcome.Accepted accepted, long index) {
    return new Fate.Accepted(accepted.registration(), kind(accepted), index, accepted.row());
  }

  private static Fate.Kind kind(RegistrationOutcome.Accepted accepted) {
    if (accepted instanceof RegistrationOutcome.Inserted) {
      return Fate.Kind.INSERTED;
    }
    return accepted instanceof RegistrationOutcome.Advanced
        ? Fate.Kind.ADVANCED
        : Fate.Kind.REPLAYED;
  }

  private static void put(ByteArrayDataOutput into, Fate fate) {
    if (fate instanceof Fate.Accepted accepted) {
      begin(into, requireNonNull(ACCEPTED.get(accepted.kind())), fate);
      into.writeLong(accepted.index());
      Wire.put(into, accepted.row());
    } else if (fate instanceof Fate.Refused refused) {
      begin(into, REFUSED, fate);
      Wire.put(into, refused.sentinel().name());
      Wire.put(into, refused.held());
    } else if (fate instanceof Fate.Inadmissible inadmissible) {
      begin(into, INADMISSIBLE, fate);
      Wire.put(into, inadmissible.sentinel().name());
    } else if (fate instanceof Fate.Busy) {
      begin(into, BUSY, fate);
    } else {
      throw new IllegalArgumentException("No node answers " + fate);
    }
  }

  private static void begin(ByteArrayDataOutput into, int kind, Fate fate) {
    into.writeByte(kind);
    Wire.put(into, fate.registration());
  }

  private static List<Fate> parse(ByteCursor cursor) {
    int version = cursor.u8("version");
    cursor.require(version == VERSION, "The answer has version %s.", version);
    long count = cursor.u32("count");
    cursor.require(count <= WriterRegistrations.COUNT_MAX, "There are %s answers.", count);
    List<Fate> fates = new ArrayList<>();
    for (long n = 0; n < count; n++) {
      fates.add(fate(cursor));
    }
    return List.copyOf(fates);
  }

  private static Fate fate(ByteCursor cursor) {
    int kind = cursor.u8("kind");
    cursor.require(kind > 0 && kind <= BUSY, "There is no fate %s.", kind);
    Registration registration = Wire.registration(cursor);
    Fate.Kind how = ACCEPTED.inverse().get(kind);
    if (how != null) {
      return new Fate.Accepted(registration, how, cursor.u64("index"), Wire.row(cursor));
    }
    return switch (kind) {
      case REFUSED -> new Fate.Refused(registration, Wire.sentinel(cursor), Wire.row(cursor));
      case INADMISSIBLE -> new Fate.Inadmissible(registration, Wire.sentinel(cursor));
      default -> new Fate.Busy(registration);
    };
  }
}
