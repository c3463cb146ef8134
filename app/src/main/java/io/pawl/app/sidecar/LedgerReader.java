// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.collect.ImmutableSortedMap;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.ports.driven.SidecarTampered;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the text of {@link LedgerText} field by field, in the order they are written in. Another
 * field, one twice or one too few is an error.
 */
final class LedgerReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser json;
  private final SortedMap<Purpose, DekId> active = new TreeMap<>();
  private final SortedMap<DekId, KeyCopy> keys = new TreeMap<>();
  private final SortedMap<DekId, LocalEpoch> spent = new TreeMap<>();

  private LedgerReader(JsonParser json) {
    this.json = json;
  }

  static Ledger read(byte[] text, SidecarOwner owner) {
    try (JsonParser json = FACTORY.createParser(text)) {
      return new LedgerReader(json).ledger(owner);
    } catch (IOException | IllegalArgumentException e) {
      throw new SidecarTampered("It is not the text of a ledger.", e);
    }
  }

  private Ledger ledger(SidecarOwner owner) throws IOException {
    expect(JsonToken.START_OBJECT);
    String version = number(LedgerText.VERSION_FIELD).orElse("none");
    require("version", String.valueOf(LedgerText.VERSION), version);
    requireOwner(owner);
    long applied = Long.parseLong(number(LedgerText.APPLIED).orElse(""));
    object(LedgerText.ACTIVE);
    for (Purpose purpose : Purpose.values()) {
      number(LedgerText.nameOf(purpose))
          .map(LedgerReader::dek)
          .ifPresent(id -> active.put(purpose, id));
    }
    expect(JsonToken.END_OBJECT);
    object(LedgerText.KEYS);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      readKey(dek(json.currentName()));
    }
    expectNow(JsonToken.END_OBJECT);
    expect(JsonToken.END_OBJECT);
    return new Ledger(
        new RingCopy(ImmutableSortedMap.copyOf(active), ImmutableSortedMap.copyOf(keys)),
        applied,
        ImmutableSortedMap.copyOf(spent));
  }

  /** A sidecar that was copied from another node is in order, and still not this node's. */
  private void requireOwner(SidecarOwner owner) throws IOException {
    String cluster = text(LedgerText.CLUSTER).orElse("none");
    String node = text(LedgerText.NODE).orElse("none");
    if (!cluster.equals(owner.cluster().toString()) || !node.equals(owner.node().value())) {
      throw new SidecarTampered(
          "It is the one of node %s of cluster %s, not of %s.".formatted(node, cluster, owner));
    }
  }

  private void readKey(DekId dek) throws IOException {
    expect(JsonToken.START_OBJECT);
    Optional<String> purpose = text(LedgerText.PURPOSE);
    Optional<String> wrapped = text(LedgerText.WRAPPED);
    Optional<String> created = number(LedgerText.CREATED);
    if (purpose.isPresent() && wrapped.isPresent()) {
      keys.put(dek, new KeyCopy(purpose(purpose.get()), wrapped(wrapped.get()), at(created)));
    }
    number(LedgerText.EPOCH)
        .map(Integer::valueOf)
        .map(LocalEpoch::new)
        .ifPresent(epoch -> spent.put(dek, epoch));
    expect(JsonToken.END_OBJECT);
  }

  private static DekId dek(String digits) {
    return new DekId(Long.parseLong(digits));
  }

  private static Purpose purpose(String name) {
    for (Purpose purpose : Purpose.values()) {
      if (LedgerText.nameOf(purpose).equals(name)) {
        return purpose;
      }
    }
    throw new IllegalArgumentException("There is no purpose " + name + ".");
  }

  private static WrappedDek wrapped(String base64) {
    return new WrappedDek(Bytes.copyOf(Base64.getDecoder().decode(base64)));
  }

  private static CreatedAt at(Optional<String> millis) {
    return millis
        .<CreatedAt>map(digits -> new CreatedAt.Recorded(Long.parseUnsignedLong(digits)))
        .orElse(CreatedAt.UNRECORDED);
  }

  private void object(String name) throws IOException {
    field(name);
    expect(JsonToken.START_OBJECT);
  }

  private Optional<String> text(String name) throws IOException {
    return value(name, JsonToken.VALUE_STRING);
  }

  private Optional<String> number(String name) throws IOException {
    return value(name, JsonToken.VALUE_NUMBER_INT);
  }

  /** Nothing for {@code null}. */
  private Optional<String> value(String name, JsonToken kind) throws IOException {
    field(name);
    if (json.nextToken() == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    expectNow(kind);
    return Optional.of(json.getText());
  }

  private void field(String name) throws IOException {
    expect(JsonToken.FIELD_NAME);
    require("field", name, json.currentName());
  }

  private void expect(JsonToken token) throws IOException {
    json.nextToken();
    expectNow(token);
  }

  private void expectNow(JsonToken token) {
    require("token", String.valueOf(token), String.valueOf(json.currentToken()));
  }

  private static void require(String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          "Where %s %s should be, %s is.".formatted(what, expected, found));
    }
  }
}
