// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What operators call a node. Not empty, and exactly representable in UTF-8: a lone surrogate would
 * turn into a question mark and give two names one id.
 */
public record NodeName(String value) {

  public NodeName {
    checkArgument(!value.isEmpty(), "A node name is not empty.");
    checkArgument(isUnicode(value), "A node name is well-formed Unicode.");
  }

  ByteBuffer utf8() {
    return StandardCharsets.UTF_8.encode(value);
  }

  private static boolean isUnicode(String value) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(CharBuffer.wrap(value));
  }
}
