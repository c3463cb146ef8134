// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever fails on the way, everything that was opened is closed. */
final class OpenPartsTest {
  private final List<String> closed = new ArrayList<>();
  private final OpenParts parts = new OpenParts();

  @Test
  void parts_are_closed_in_reverse_order_and_once() {
    parts.add(part("first"));
    parts.add(part("second"));

    parts.close();
    parts.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void a_part_that_fails_to_close_keeps_no_other_open() {
    IllegalStateException second = new IllegalStateException("second");
    IOException third = new IOException("third");
    parts.add(part("first"));
    parts.add(failing("second", second));
    parts.add(failing("third", third));

    assertThatThrownBy(parts::close).hasCause(third).hasSuppressedException(second);
    assertThat(closed).containsExactly("third", "second", "first");
  }

  @Test
  void the_failure_that_everything_is_closed_for_keeps_what_fails_then() {
    IllegalStateException closing = new IllegalStateException("closing");
    parts.add(part("first"));
    parts.add(failing("second", closing));
    IllegalArgumentException failure = new IllegalArgumentException("why");

    parts.closeAfter(failure);

    assertThat(failure).hasSuppressedException(closing);
    assertThat(closed).containsExactly("second", "first");
  }

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }

  private AutoCloseable failing(String name, Exception failure) {
    return () -> {
      closed.add(name);
      throw failure;
    };
  }
}
