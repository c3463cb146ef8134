// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import io.pawl.domain.fault.Sentinel;
import java.security.Key;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * Whether a key of a token is an AES-256 key that never leaves it. The provider says little of a
 * key: that it has no bytes, and the rest in the text it prints.
 */
final class TokenKeyCheck {
  private static final Pattern SIZE = Pattern.compile(" key, (\\d+) bits");

  /** Of a key that it finds in a token, the provider counts the bytes and calls them bits. */
  private static final Set<String> SIZES = Set.of("32", "256");

  private static final Pattern LEAVES = Pattern.compile(", (not sensitive|extractable)\\b");

  private TokenKeyCheck() {}

  static void require(TokenKey name, Key key) {
    String text = key.toString();
    if (!(key instanceof SecretKey) || !key.getAlgorithm().equals("AES") || !hasRightSize(text)) {
      throw new KekRefused(
          Sentinel.KEK_MALFORMED, "It is no AES key of 256 bits: %s.".formatted(name));
    }
    if (hasBytes(key) || LEAVES.matcher(text).find()) {
      throw new KekRefused(
          Sentinel.KEK_INSECURE, "It can be read out of its token: %s.".formatted(name));
    }
  }

  private static boolean hasRightSize(String text) {
    Matcher size = SIZE.matcher(text);
    return size.find() && SIZES.contains(size.group(1));
  }

  private static boolean hasBytes(Key key) {
    byte[] bytes = key.getEncoded();
    if (bytes == null) {
      return false;
    }
    Arrays.fill(bytes, (byte) 0);
    return true;
  }
}
