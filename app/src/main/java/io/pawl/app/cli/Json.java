// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes JSON objects on one line each, with their fields in the order they are given. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator generator;

  private Json(JsonGenerator generator) {
    this.generator = generator;
  }

  /** An object that says by which schema it is to be read. */
  static String document(String schema, Consumer<Json> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      new Json(generator).object(json -> fields.accept(json.text("schema", schema)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  Json text(String name, String value) {
    return write(() -> generator.writeStringField(name, value));
  }

  Json number(String name, long value) {
    return write(() -> generator.writeNumberField(name, value));
  }

  /** Sixty-four bits that count from 0. */
  Json unsigned(String name, long value) {
    return write(
        () -> {
          generator.writeFieldName(name);
          generator.writeNumber(Long.toUnsignedString(value));
        });
  }

  Json flag(String name, boolean value) {
    return write(() -> generator.writeBooleanField(name, value));
  }

  /** The field is there, and what it would say is not. */
  Json nothing(String name) {
    return write(() -> generator.writeNullField(name));
  }

  Json object(String name, Consumer<Json> fields) {
    write(() -> generator.writeFieldName(name));
    return object(fields);
  }

  <T> Json objects(String name, Collection<T> elements, BiConsumer<Json, T> fields) {
    write(() -> generator.writeArrayFieldStart(name));
    elements.forEach(element -> object(json -> fields.accept(json, element)));
    return write(generator::writeEndArray);
  }

  Json texts(String name, Collection<String> elements) {
    write(() -> generator.writeArrayFieldStart(name));
    elements.forEach(element -> write(() -> generator.writeString(element)));
    return write(generator::writeEndArray);
  }

  private Json object(Consumer<Json> fields) {
    write(generator::writeStartObject);
    fields.accept(this);
    return write(generator::writeEndObject);
  }

  /** Something that writes, and can fail as writing can. */
  @FunctionalInterface
  private interface Piece {
    void write() throws IOException;
  }

  private Json write(Piece piece) {
    try {
      piece.write();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
