// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.entry.NamedKey;
import io.pawl.domain.writer.Registration;
import java.util.List;

/** Log entries in JSON, under the names that docs/formats.md draws them with. */
final class EntryFields implements LogEntry.Cases<Json> {
  private static final String REGISTRATION = "registration";

  private final Json json;

  private EntryFields(Json json) {
    this.json = json;
  }

  static void write(Json json, LogEntry entry) {
    entry.match(new EntryFields(json));
  }

  @Override
  public Json writerRegistration(WriterRegistration entry) {
    begin(REGISTRATION, entry);
    rowPart(json, entry.registration());
    return json;
  }

  @Override
  public Json writerRegistrations(WriterRegistrations entry) {
    begin(REGISTRATION, entry);
    return many(entry.registrations());
  }

  @Override
  public Json bootstrap(Bootstrap entry) {
    begin("bootstrap", entry);
    KeyFields.createdAt(json, entry.createdAt());
    json.number("storage_dek_id", entry.storage().id().value())
        .text("wrapped_storage", hex(entry.storage()))
        .number("raft_dek_id", entry.raft().id().value())
        .text("wrapped_raft", hex(entry.raft()));
    return many(entry.cohort());
  }

  @Override
  public Json rotation(Rotation entry) {
    begin("rotation", entry);
    KeyFields.createdAt(json, entry.createdAt());
    return json.number("subtag", entry.kind().subtag())
        .number("dek_id", entry.key().id().value())
        .number("purpose", entry.purpose().code())
        .text("wrapped", hex(entry.key()))
        .object("proposer", proposer -> rowPart(proposer, entry.proposer()));
  }

  private void begin(String kind, LogEntry entry) {
    json.text("entry", kind).number("version", entry.version().code());
  }

  private Json many(List<Registration> registrations) {
    return json.number("count", registrations.size())
        .objects("registrations", registrations, EntryFields::rowPart);
  }

  private static void rowPart(Json json, Registration registration) {
    Proposal.of(registration).writeTo(json);
  }

  private static String hex(NamedKey key) {
    return key.wrapped().bytes().toHex();
  }
}
