// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.common.io.ByteArrayDataOutput;
import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.entry.LogEntryCodec;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.domain.writer.Registration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client proposes. Registrations in the bytes of the entry it would like to see; key changes
 * in a few words, under the opcode of their entry and the highest bit: the leader makes the entry.
 *
 * <pre>
 * 03, 06   the entry
 * 84       a bootstrap
 * 85       purpose u8 | dek_id u32      a rotation from the key that is active; 0: from none
 * </pre>
 */
sealed interface Proposal {
  int BOOTSTRAP = 0x84;
  int ROTATION = 0x85;

  /** Writers register. */
  record Registrations(List<Registration> registrations) implements Proposal {

    public Registrations {
      registrations = List.copyOf(registrations);
    }
  }

  /** The first keys are made. */
  record FirstKeys() implements Proposal {}

  /**
   * Another key of a purpose is made, to follow the one that is active now. Who knows of none asks
   * all the same: why there is none to follow is for the leader to say.
   */
  record NextKey(Purpose purpose, @Nullable DekId from) implements Proposal {}

  static Bytes encode(List<Registration> registrations) {
    return LogEntryCodec.encode(
        registrations.size() == 1
            ? new WriterRegistration(registrations.get(0))
            : new WriterRegistrations(registrations));
  }

  static Bytes encode(FirstKeys proposal) {
    ByteArrayDataOutput into = Wire.writer();
    into.writeByte(BOOTSTRAP);
    return Wire.bytes(into);
  }

  static Bytes encode(NextKey proposal) {
    ByteArrayDataOutput into = Wire.writer();
    into.writeByte(ROTATION);
    into.writeByte(proposal.purpose().code());
    DekId from = proposal.from();
    into.writeInt(from == null ? 0 : (int) from.value());
    return Wire.bytes(into);
  }

  static Decoded<Proposal> decode(Bytes bytes) {
    int first = bytes.isEmpty() ? 0 : Byte.toUnsignedInt(bytes.prefix(1).toArray()[0]);
    return first == BOOTSTRAP || first == ROTATION
        ? Decoded.parse(bytes, Sentinel.REQUEST_MALFORMED, Proposal::keyChange)
        : LogEntryCodec.decode(bytes).flatMap(Proposal::registrations);
  }

  private static Proposal keyChange(ByteCursor cursor) {
    return cursor.u8("kind") == BOOTSTRAP
        ? new FirstKeys()
        : new NextKey(Wire.purpose(cursor), from(cursor.u32("dek_id")));
  }

  private static @Nullable DekId from(long id) {
    return DekId.isReserved(id) ? null : new DekId(id);
  }

  private static Decoded<Proposal> registrations(LogEntry entry) {
    if (entry instanceof WriterRegistration one) {
      return new Value<>(new Registrations(List.of(one.registration())));
    }
    if (entry instanceof WriterRegistrations many) {
      return new Value<>(new Registrations(many.registrations()));
    }
    return new Malformed<>(Sentinel.REQUEST_MALFORMED, "Clients bring no keys.");
  }
}
