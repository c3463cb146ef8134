// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import java.nio.file.Path;

/** Which key, in the token of which slot, behind which PKCS#11 library. */
public record TokenKey(Path library, long slot, String label) {

  /** What means something of its own in the provider's configuration. */
  private static final CharMatcher NOT_QUOTABLE =
      CharMatcher.anyOf("\"\\$").or(CharMatcher.javaIsoControl());

  public TokenKey {
    checkArgument(
        library.isAbsolute() && NOT_QUOTABLE.matchesNoneOf(library.toString()),
        "A PKCS#11 library is named by an absolute path without quotes, backslashes and dollars,"
            + " not by %s.",
        library);
    checkArgument(slot >= 0, "A slot is a number from 0 on, not %s.", slot);
    checkArgument(!label.isEmpty(), "The key in the token needs a label.");
  }

  /** For the JDK's provider, which takes it as text after two dashes. */
  String configuration() {
    return "--name=pawl\nlibrary=\"%s\"\nslot=%s\n".formatted(library, slot);
  }

  @Override
  public String toString() {
    return "%s in slot %s of %s".formatted(label, slot, library);
  }
}
