// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.entry.LogEntryCodec;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.domain.writer.Registration;
import java.util.List;

/** What a client proposes: registrations, in the bytes of the entry it would like to see. */
final class Proposals {

  private Proposals() {}

  static Bytes encode(List<Registration> registrations) {
    return LogEntryCodec.encode(
        registrations.size() == 1
            ? new WriterRegistration(registrations.get(0))
            : new WriterRegistrations(registrations));
  }

  static Decoded<List<Registration>> decode(Bytes bytes) {
    return LogEntryCodec.decode(bytes).flatMap(Proposals::registrations);
  }

  private static Decoded<List<Registration>> registrations(LogEntry entry) {
    if (entry instanceof WriterRegistration one) {
      return new Value<>(List.of(one.registration()));
    }
    if (entry instanceof WriterRegistrations many) {
      return new Value<>(many.registrations());
    }
    return new Malformed<>(Sentinel.REQUEST_MALFORMED, "Clients propose registrations only.");
  }
}
