// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Longs;
import io.pawl.domain.wire.Bytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every way in which the bytes of a key may stand in a file, a log or an answer. A key is looked
 * for in pieces, so that half of one is found, too, and one that a dump breaks into rows.
 */
public final class KeySpellings {
  private static final int PIECE = 8;

  /** In base64 a shorter piece could come about by accident. */
  private static final int BASE64_PIECE = 16;

  private static final int BASE64_GROUP = 3;
  private static final int ASCII_END = 0x7f;

  private final Map<Bytes, String> spellings = new LinkedHashMap<>();

  private KeySpellings() {}

  /** What is looked for, and whose key it is and how it is spelled. */
  public static Map<Bytes, String> of(String name, byte[] key) {
    KeySpellings all = new KeySpellings();
    for (int from = 0; from + PIECE <= key.length; from += PIECE) {
      all.addPiece(name, Arrays.copyOfRange(key, from, from + PIECE));
    }
    for (int from = 0; from + BASE64_PIECE <= key.length; from += PIECE) {
      all.addBase64(name, Arrays.copyOfRange(key, from, from + BASE64_PIECE));
    }
    all.add(name, "as one number", new BigInteger(key).toString());
    all.add(name, "as one positive number", new BigInteger(1, key).toString());
    return all.spellings;
  }

  private void addPiece(String name, byte[] piece) {
    spellings.put(Bytes.copyOf(piece), name + " raw");
    spellings.putIfAbsent(
        Bytes.copyOf(new String(piece, ISO_8859_1).getBytes(UTF_8)), name + " as characters");
    for (String separator : new String[] {"", " ", ":", ", "}) {
      String hex = HexFormat.ofDelimiter(separator).formatHex(piece);
      addBothCases(name, "in hex with '" + separator + "'", hex);
    }
    addBothCases(
        name, "in hex as code", HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(piece));
    for (String separator : new String[] {", ", ","}) {
      add(name, "in signed numbers", numbers(piece, separator, 0xffff_ffff));
      add(name, "in numbers", numbers(piece, separator, 0xff));
    }
    add(name, "escaped", escaped(piece));
    addWord(name, Longs.fromByteArray(piece));
    addWord(name, Long.reverseBytes(Longs.fromByteArray(piece)));
  }

  /** As the words that a secret is held in. */
  private void addWord(String name, long word) {
    add(name, "in signed words", Long.toString(word));
    add(name, "in words", Long.toUnsignedString(word));
    addBothCases(name, "in words of hex", Long.toHexString(word));
  }

  private static String numbers(byte[] piece, String separator, int mask) {
    return IntStream.range(0, piece.length)
        .mapToObj(at -> Integer.toString(piece[at] & mask))
        .collect(Collectors.joining(separator));
  }

  /** As the messages of protocols print bytes: octal, but for what can be read. */
  private static String escaped(byte[] piece) {
    StringBuilder text = new StringBuilder();
    for (byte each : piece) {
      text.append(escaped((char) (each & 0xff)));
    }
    return text.toString();
  }

  private static String escaped(char each) {
    return switch (each) {
      case 7 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 11 -> "\\v";
      case '\\', '\'', '"' -> "\\" + each;
      default ->
          each >= ' ' && each < ASCII_END
              ? String.valueOf(each)
              : "\\%o%o%o".formatted(each >> 6, (each >> 3) & 7, each & 7);
    };
  }

  /** In the middle of a longer text, too: wherever the piece begins in a group of three bytes. */
  private void addBase64(String name, byte[] piece) {
    for (int before = 0; before < BASE64_GROUP; before++) {
      byte[] shifted = new byte[before + piece.length];
      System.arraycopy(piece, 0, shifted, before, piece.length);
      // Characters that also hold bits of what stands before or after are left out.
      int from = (before * 8 + 5) / 6;
      int to = shifted.length * 8 / 6;
      add(name, "in base64", Base64.getEncoder().encodeToString(shifted).substring(from, to));
      add(
          name,
          "in base64 of URLs",
          Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
    }
  }

  private void addBothCases(String name, String how, String text) {
    add(name, how, text);
    add(name, how, text.toUpperCase(Locale.ROOT).replace("0X", "0x"));
  }

  private void add(String name, String how, String text) {
    spellings.putIfAbsent(Bytes.copyOf(text.getBytes(US_ASCII)), name + " " + how);
  }
}
