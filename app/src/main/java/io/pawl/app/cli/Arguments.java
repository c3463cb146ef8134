// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import com.google.common.primitives.UnsignedLongs;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeName;
import java.util.regex.Pattern;

/** Reads what people and programs write, and says what it should have been. */
final class Arguments {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,10}");
  private static final Pattern NODE_ID = Pattern.compile("[0-9a-fA-F]{16}");
  private static final Pattern INCARNATION = Pattern.compile("[0-9a-fA-F]{32}");
  private static final int HALF = 16;
  private static final int HEX = 16;

  private Arguments() {}

  /** The number of a key, and 0 too: that nobody may register under it is for the answer to say. */
  static long dekNumber(String text) {
    if (!DECIMAL.matcher(text).matches() || Long.parseLong(text) > DekId.MAX) {
      throw new UnusableArguments(
          "\"%s\" is not a key id; a key id is a number from 1 to %s.".formatted(text, DekId.MAX));
    }
    return Long.parseLong(text);
  }

  static LocalEpoch epoch(String text) {
    if (!DECIMAL.matcher(text).matches() || Long.parseLong(text) > LocalEpoch.MAX) {
      throw new UnusableArguments(
          "\"%s\" is not an epoch; an epoch is a number from 0 to %s."
              .formatted(text, LocalEpoch.MAX));
    }
    return new LocalEpoch(Integer.parseInt(text));
  }

  static NodeName nodeName(String text) {
    try {
      return new NodeName(text);
    } catch (IllegalArgumentException e) {
      throw new UnusableArguments(
          "\"%s\" does not name a node. %s".formatted(text, e.getMessage()), e);
    }
  }

  /** The bits of a node id, and 0 too. */
  static long nodeBits(String text) {
    if (!NODE_ID.matcher(text).matches()) {
      throw new UnusableArguments(
          "\"%s\" is not a node id; a node id has 16 hex digits.".formatted(text));
    }
    return UnsignedLongs.parseUnsignedLong(text, HEX);
  }

  static Incarnation.Drawn incarnation(String text) {
    if (!INCARNATION.matcher(text).matches()) {
      throw new UnusableArguments(
          "\"%s\" is not an incarnation; an incarnation has 32 hex digits.".formatted(text));
    }
    return new Incarnation.Drawn(
        UnsignedLongs.parseUnsignedLong(text.substring(0, HALF), HEX),
        UnsignedLongs.parseUnsignedLong(text.substring(HALF), HEX));
  }
}
