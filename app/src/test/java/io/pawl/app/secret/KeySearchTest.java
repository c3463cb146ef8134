// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.TextFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that finds nothing says something only if it finds what is there. */
final class KeySearchTest {
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] key = new byte[32];
  private final Random random = new Random(1);
  private final KeySearch search;

  @TempDir Path folder;

  KeySearchTest() {
    random.nextBytes(key);
    // What is printed as it is, what is escaped by a letter, and what has a sign.
    byte[] awkward = {0, '\n', '"', '\\', -1, 'a', 7, 39};
    System.arraycopy(awkward, 0, key, 8, awkward.length);
    search = new KeySearch().add(KeySpellings.of("the key", key));
  }

  @Test
  void raw_bytes_are_found() throws IOException {
    assertFound(key);
    assertFound(Arrays.copyOf(key, 16));
    assertFound(Arrays.copyOfRange(key, 13, 32));
    assertFound(new String(key, ISO_8859_1).getBytes(UTF_8));
  }

  @Test
  void hex_is_found() throws IOException {
    assertFound(HEX.formatHex(key));
    assertFound(HEX.withUpperCase().formatHex(key));
    assertFound(HexFormat.ofDelimiter(":").withUpperCase().formatHex(key));
    assertFound(HexFormat.ofDelimiter(" ").formatHex(key));
    assertFound(HexFormat.ofDelimiter(", ").withPrefix("0x").withUpperCase().formatHex(key));
    assertFound(new BigInteger(1, key).toString(16));
  }

  @Test
  void a_dump_in_rows_of_sixteen_is_found_wherever_the_key_begins() throws IOException {
    for (int before = 0; before < 16; before++) {
      byte[] dumped = new byte[before + key.length + 7];
      System.arraycopy(key, 0, dumped, before, key.length);
      StringBuilder rows = new StringBuilder();
      for (int from = 0; from < dumped.length; from += 16) {
        byte[] row = Arrays.copyOfRange(dumped, from, Math.min(from + 16, dumped.length));
        rows.append("|%08x| %s |\n".formatted(from, HexFormat.ofDelimiter(" ").formatHex(row)));
      }
      assertFound(rows.toString());
    }
  }

  @Test
  void base64_is_found_wherever_the_key_begins() throws IOException {
    for (int before = 0; before < 5; before++) {
      for (int after = 0; after < 3; after++) {
        byte[] surrounded = new byte[before + key.length + after];
        Arrays.fill(surrounded, (byte) 0xA5);
        System.arraycopy(key, 0, surrounded, before, key.length);
        assertFound(Base64.getEncoder().encodeToString(surrounded));
        assertFound(Base64.getUrlEncoder().withoutPadding().encodeToString(surrounded));
      }
    }
  }

  @Test
  void numbers_are_found() throws IOException {
    assertFound(Arrays.toString(key));
    assertFound(Arrays.toString(key).replace(" ", ""));
    assertFound(
        Arrays.toString(IntStream.range(0, key.length).map(at -> key[at] & 0xff).toArray()));
    assertFound(new BigInteger(key).toString());
  }

  @Test
  void the_words_a_key_is_held_in_are_found() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(key);
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      LongBuffer words = bytes.order(order).asLongBuffer();
      for (int at = 0; at < words.limit(); at++) {
        assertFound(Long.toString(words.get(at)));
        assertFound(Long.toUnsignedString(words.get(at)));
        assertFound(Long.toHexString(words.get(at)));
      }
    }
  }

  @Test
  void what_messages_of_protocols_print_is_found() throws IOException {
    assertFound(TextFormat.escapeBytes(ByteString.copyFrom(key)));
    assertFound(TextFormat.escapeBytes(ByteString.copyFrom(key, 8, 8)));
  }

  @Test
  void what_lies_across_the_pieces_a_file_is_read_in_is_found() throws IOException {
    for (int before = KeySearch.CHUNK - 40; before < KeySearch.CHUNK + 120; before += 8) {
      byte[] large = new byte[before + key.length];
      System.arraycopy(key, 0, large, before, key.length);
      assertFound(large);
    }
  }

  @Test
  void another_key_is_not_found() throws IOException {
    byte[] noise = new byte[1 << 22];
    random.nextBytes(noise);
    Files.write(folder.resolve("noise"), noise);
    Files.writeString(folder.resolve("hex"), HEX.formatHex(noise));
    Files.writeString(folder.resolve("numbers"), Arrays.toString(noise));
    Files.writeString(folder.resolve("base64"), Base64.getEncoder().encodeToString(noise));

    assertThat(search.in(folder)).isEmpty();
    assertThat(search.bytesRead()).isGreaterThan(noise.length);
  }

  private void assertFound(String text) throws IOException {
    assertFound(text.getBytes(US_ASCII));
  }

  private void assertFound(byte[] planted) throws IOException {
    byte[] noise = new byte[random.nextInt(50)];
    Path file = folder.resolve("planted");
    byte[] content = Arrays.copyOf(noise, noise.length + planted.length + 3);
    System.arraycopy(planted, 0, content, noise.length, planted.length);
    Files.write(file, content);

    assertThat(search.in(folder)).extracting(KeySearch.Finding::file).contains(file);
  }
}
