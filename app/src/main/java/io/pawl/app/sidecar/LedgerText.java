// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The canonical text of a ledger: JSON without a space, its fields in this order and every one of
 * them there, ids ascending, {@code null} for what there is not.
 *
 * <pre>
 * {"version":1,"cluster_id":"32 hex digits","node":"n1","raft_applied_index":9,
 *  "active":{"storage":7,"raft":8},
 *  "keys":{"7":{"purpose":"storage","wrapped":"base64","created_at":1700000000000,"local_epoch":3},
 *          "8":{"purpose":"raft","wrapped":"base64","created_at":null,"local_epoch":null}}}
 * </pre>
 */
final class LedgerText {
  static final int VERSION = 1;
  static final String VERSION_FIELD = "version";
  static final String CLUSTER = "cluster_id";
  static final String NODE = "node";
  static final String APPLIED = "raft_applied_index";
  static final String ACTIVE = "active";
  static final String KEYS = "keys";
  static final String PURPOSE = "purpose";
  static final String WRAPPED = "wrapped";
  static final String CREATED = "created_at";
  static final String EPOCH = "local_epoch";

  private static final JsonFactory FACTORY = new JsonFactory();

  private LedgerText() {}

  static String nameOf(Purpose purpose) {
    return purpose.name().toLowerCase(Locale.ROOT);
  }

  static Ledger read(byte[] text, SidecarOwner owner) {
    return LedgerReader.read(text, owner);
  }

  static byte[] write(Ledger ledger, SidecarOwner owner) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField(VERSION_FIELD, VERSION);
      json.writeStringField(CLUSTER, owner.cluster().toString());
      json.writeStringField(NODE, owner.node().value());
      json.writeNumberField(APPLIED, ledger.appliedIndex());
      writeActive(json, ledger.ring());
      json.writeObjectFieldStart(KEYS);
      for (DekId dek : ledger.deks().stream().sorted().toList()) {
        writeKey(json, dek, ledger);
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void writeActive(JsonGenerator json, RingCopy ring) throws IOException {
    json.writeObjectFieldStart(ACTIVE);
    for (Purpose purpose : Purpose.values()) {
      writeNumber(json, nameOf(purpose), ring.activeFor(purpose).map(DekId::toString));
    }
    json.writeEndObject();
  }

  private static void writeKey(JsonGenerator json, DekId dek, Ledger ledger) throws IOException {
    Optional<KeyCopy> copy = ledger.ring().find(dek);
    json.writeObjectFieldStart(dek.toString());
    writeText(json, PURPOSE, copy.map(key -> nameOf(key.purpose())));
    writeText(json, WRAPPED, copy.map(LedgerText::base64));
    writeNumber(json, CREATED, copy.flatMap(LedgerText::millis));
    writeNumber(json, EPOCH, ledger.lastSpent(dek).map(epoch -> Integer.toString(epoch.value())));
    json.writeEndObject();
  }

  private static String base64(KeyCopy key) {
    return Base64.getEncoder().encodeToString(key.wrapped().bytes().toArray());
  }

  private static Optional<String> millis(KeyCopy key) {
    return key.createdAt() instanceof CreatedAt.Recorded recorded
        ? Optional.of(Long.toUnsignedString(recorded.unixMillis()))
        : Optional.empty();
  }

  private static void writeText(JsonGenerator json, String name, Optional<String> text)
      throws IOException {
    json.writeFieldName(name);
    if (text.isPresent()) {
      json.writeString(text.get());
    } else {
      json.writeNull();
    }
  }

  private static void writeNumber(JsonGenerator json, String name, Optional<String> digits)
      throws IOException {
    json.writeFieldName(name);
    if (digits.isPresent()) {
      json.writeNumber(digits.get());
    } else {
      json.writeNull();
    }
  }
}
