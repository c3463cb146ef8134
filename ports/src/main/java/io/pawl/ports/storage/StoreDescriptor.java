// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.storage.GenerationEngine.Expected;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * What a home says about itself: whose state it is, which engine wrote it, which generation counts,
 * and the floor below which that generation has lost something.
 *
 * <pre>
 * "PAWLSTOR" 8 | version u8 = 1 | cluster_id 16 | generation u32 | floor u8 (0 none, 1 reached)
 *              | term u64 | index u64 | engine_len u8 | engine a-z0-9, 1 to 32 | crc32c u32 of all before
 * </pre>
 */
record StoreDescriptor(ClusterId cluster, String engine, long generation, Floor floor) {
  static final long FIRST_GENERATION = 1;

  private static final Bytes MAGIC = ascii("PAWLSTOR");
  private static final int VERSION = 1;
  private static final int LENGTH_WITHOUT_ENGINE = 8 + 1 + 16 + 4 + 1 + 8 + 8 + 1 + 4;
  private static final int CHECKSUM_LENGTH = 4;
  private static final int ENGINE_LENGTH_MAX = 32;
  private static final Pattern ENGINE = Pattern.compile("[a-z0-9]{1," + ENGINE_LENGTH_MAX + "}");

  /** No file that is longer can be a descriptor. */
  static final int LENGTH_MAX = LENGTH_WITHOUT_ENGINE + ENGINE_LENGTH_MAX;

  StoreDescriptor {
    checkArgument(ENGINE.matcher(engine).matches(), "\"%s\" does not name an engine.", engine);
  }

  static StoreDescriptor first(ClusterId cluster, String engine) {
    return new StoreDescriptor(cluster, engine, FIRST_GENERATION, Floor.NONE);
  }

  StoreDescriptor at(Floor raised) {
    return new StoreDescriptor(cluster, engine, generation, raised);
  }

  StoreDescriptor next(Floor raised) {
    return new StoreDescriptor(cluster, engine, generation + 1, raised);
  }

  /** Refuses what a generation was found to hold if something that was durable is not in it. */
  void requireFloorReached(Optional<LogPosition> found) {
    if (!found.map(floor::isReachedBy).orElse(floor.isNone())) {
      throw new StorageCorrupted(
          "%s was durable, but %s is what is left."
              .formatted(floor, found.map(LogPosition::toString).orElse("nothing")));
    }
  }

  Expected expected() {
    return floor.isNone() ? Expected.ANYTHING : Expected.FILES;
  }

  Bytes encode() {
    Bytes name = ascii(engine);
    ByteTape tape =
        ByteTape.ofLength(LENGTH_WITHOUT_ENGINE + name.length())
            .run(MAGIC)
            .u8(VERSION)
            .u64(cluster.high())
            .u64(cluster.low())
            .u32(generation);
    floor.write(tape);
    tape.u8(name.length()).run(name);
    return tape.u32(checksum(tape.written())).bytes();
  }

  static Decoded<StoreDescriptor> decode(Bytes bytes) {
    return Decoded.parse(bytes, Sentinel.STORE_CORRUPTED, cursor -> parse(cursor, bytes));
  }

  private static StoreDescriptor parse(ByteCursor cursor, Bytes all) {
    cursor.require(cursor.take(MAGIC.length(), "magic").equals(MAGIC), "The magic is missing.");
    int version = cursor.u8("version");
    cursor.require(version == VERSION, "The version is %s.", version);
    ClusterId cluster = new ClusterId(cursor.u64("cluster_id"), cursor.u64("cluster_id"));
    long generation = cursor.u32("generation");
    Floor floor = Floor.read(cursor);
    Bytes engine = cursor.take(cursor.u8("engine_len"), "engine");
    long checksum = cursor.u32("crc32c");
    cursor.require(
        checksum == checksum(all.prefix(all.length() - CHECKSUM_LENGTH)),
        "The checksum is of other bytes.");
    String name = new String(engine.toArray(), StandardCharsets.US_ASCII);
    cursor.require(ENGINE.matcher(name).matches(), "The engine's name is malformed.");
    return new StoreDescriptor(cluster, name, generation, floor);
  }

  private static long checksum(Bytes bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.toArray());
    return crc.getValue();
  }

  private static Bytes ascii(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The position that is durable for certain. */
  sealed interface Floor {
    Floor NONE = new None();

    /** Whether a generation that stands here has everything that was durable. */
    boolean isReachedBy(LogPosition position);

    boolean isNone();

    void write(ByteTape tape);

    static Floor read(ByteCursor cursor) {
      int present = cursor.u8("floor");
      cursor.require(present <= 1, "The floor is marked %s.", present);
      long term = cursor.u64("term");
      long index = cursor.u64("index");
      cursor.require(term >= 0 && index >= 0, "The floor is negative.");
      cursor.require(present == 1 || (term == 0 && index == 0), "No floor has a position.");
      return present == 0 ? NONE : new At(new LogPosition(term, index));
    }

    /** Nothing was ever promised. */
    record None() implements Floor {
      @Override
      public boolean isReachedBy(LogPosition position) {
        return true;
      }

      @Override
      public boolean isNone() {
        return true;
      }

      @Override
      public void write(ByteTape tape) {
        tape.u8(0).u64(0).u64(0);
      }
    }

    /** Everything up to here. */
    record At(LogPosition position) implements Floor {
      @Override
      public boolean isReachedBy(LogPosition other) {
        return !position.isAfter(other) && other.term() >= position.term();
      }

      @Override
      public boolean isNone() {
        return false;
      }

      @Override
      public void write(ByteTape tape) {
        tape.u8(1).u64(position.term()).u64(position.index());
      }
    }
  }
}
