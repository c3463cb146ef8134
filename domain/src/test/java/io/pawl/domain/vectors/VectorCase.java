// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import java.util.List;
import java.util.stream.StreamSupport;

/** One case of a vector file; a field it should have and has not is an error. */
record VectorCase(JsonNode json) {

  String name() {
    return has("name") ? text("name") : json.toString();
  }

  boolean has(String field) {
    return json.hasNonNull(field);
  }

  String text(String field) {
    return json.required(field).textValue();
  }

  long number(String field) {
    JsonNode number = json.required(field);
    if (!number.canConvertToLong()) {
      throw new IllegalArgumentException("Field " + field + " is not a number: " + number);
    }
    return number.longValue();
  }

  /** Sixty-four bits of which the highest may be set. */
  long unsigned(String field) {
    return Long.parseUnsignedLong(json.required(field).asText());
  }

  Bytes bytes(String field) {
    return Bytes.ofHex(text(field));
  }

  DekId dek(String field) {
    return new DekId(number(field));
  }

  WrappedDek wrapped(String field) {
    return new WrappedDek(bytes(field));
  }

  NodeId node(String field) {
    return new NodeId(Long.parseUnsignedLong(text(field), 16));
  }

  NodeSlot slot(String field) {
    return new NodeSlot(Integer.parseInt(text(field), 16));
  }

  LocalEpoch epoch(String field) {
    return new LocalEpoch(Math.toIntExact(number(field)));
  }

  Incarnation incarnation(String field) {
    String hex = text(field);
    return new Incarnation.Drawn(
        Long.parseUnsignedLong(hex.substring(0, 16), 16),
        Long.parseUnsignedLong(hex.substring(16), 16));
  }

  VectorCase nested(String field) {
    return new VectorCase(json.required(field));
  }

  List<VectorCase> list(String field) {
    return elements(json.required(field));
  }

  static List<VectorCase> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(VectorCase::new).toList();
  }
}
