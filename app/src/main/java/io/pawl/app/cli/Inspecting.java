// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.pawl.domain.entry.LogEntryCodec;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.KeyRingCodec;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.domain.writer.Incarnation;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Decodes what is stored or on the wire, and says what it means. */
final class Inspecting {
  private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();
  private static final int SNAPSHOT_VERSION = 1;

  private Inspecting() {}

  /** {@code entry HEX} or {@code row KEYHEX VALUEHEX}; what is missing behind is no bytes. */
  static Finding line(Lines.Line line) {
    List<String> words = line.isTooLong() ? List.of() : WORDS.splitToList(line.text());
    String kind = words.isEmpty() ? "" : words.get(0);
    if (kind.equals("entry") && words.size() <= 2) {
      return entry(word(words, 1));
    }
    if (kind.equals("row") && words.size() <= 3) {
      return row(word(words, 1), word(words, 2));
    }
    return Finding.malformed(
        Sentinel.INPUT_MALFORMED,
        "Line %s is neither \"entry HEX\" nor \"row KEYHEX VALUEHEX\".".formatted(line.number()));
  }

  private static String word(List<String> words, int place) {
    return words.size() > place ? words.get(place) : "";
  }

  static Finding entry(String hex) {
    return Finding.of(
        bytes(hex)
            .flatMap(LogEntryCodec::decode)
            .flatMap(entry -> new Value<>(json -> EntryFields.write(json, entry))));
  }

  static Finding row(String keyHex, String valueHex) {
    return Finding.of(
        bytes(keyHex).flatMap(key -> bytes(valueHex).flatMap(value -> row(key, value))));
  }

  private static Decoded<Consumer<Json>> row(Bytes key, Bytes value) {
    return key.equals(KeyRingCodec.KEY)
        ? KeyRingCodec.decode(value).flatMap(ring -> new Value<>(json -> keyRing(json, ring)))
        : StoredRowCodec.decode(key, value)
            .flatMap(stored -> new Value<>(json -> row(json, stored)));
  }

  private static void keyRing(Json json, KeyRing.Filled ring) {
    KeyRingFields.write(
        json.text("entry", "keyring").number("version", KeyRingCodec.VERSION), ring);
  }

  private static void row(Json json, StoredRow stored) {
    boolean drawn = stored.row().incarnation() instanceof Incarnation.Drawn;
    json.text("entry", "row").number("version", drawn ? 2 : 1);
    RegistryFields.stored(json, stored);
  }

  static Finding snapshot(Path file) throws IOException {
    try (SnapshotReader reader = SnapshotReader.open(file)) {
      AtomicReference<KeyRing> ring = new AtomicReference<>(KeyRing.EMPTY);
      Decoded<SnapshotHeader> header = reader.header();
      Decoded<SnapshotHeader> whole =
          header instanceof Value<SnapshotHeader> read
              ? reader.rows(read.value(), change -> keepRing(change, ring))
              : header;
      return Finding.of(
          whole.flatMap(
              found ->
                  new Value<Consumer<Json>>(
                      json -> snapshot(json, found, requireNonNull(ring.get())))));
    }
  }

  private static void keepRing(Change change, AtomicReference<KeyRing> ring) {
    if (change instanceof KeyRingPut put) {
      ring.set(put.ring());
    }
  }

  private static void snapshot(Json json, SnapshotHeader header, KeyRing ring) {
    json.text("entry", "snapshot")
        .number("version", SNAPSHOT_VERSION)
        .text("cluster_id", header.cluster().toString())
        .number("term", header.position().term())
        .number("index", header.position().index())
        .number("row_count", header.rowCount());
    if (ring instanceof KeyRing.Filled filled) {
      json.object("key_ring", fields -> KeyRingFields.write(fields, filled));
    } else {
      json.nothing("key_ring");
    }
  }

  private static Decoded<Bytes> bytes(String hex) {
    try {
      return new Value<>(Bytes.ofHex(hex));
    } catch (IllegalArgumentException e) {
      return new Malformed<>(Sentinel.INPUT_MALFORMED, "It is not hex: " + e.getMessage() + ".");
    }
  }
}
