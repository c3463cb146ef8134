// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cli.Lines.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LinesTest {

  @Test
  void lines_are_numbered_as_they_stand_and_blank_ones_are_left_out() throws IOException {
    Lines lines = lines("a\n\n \r\nb\nc");

    assertThat(lines.batch(2)).containsExactly(new Line(1, "a"), new Line(4, "b"));
    assertThat(lines.batch(2)).containsExactly(new Line(5, "c"));
    assertThat(lines.batch(2)).isEmpty();
  }

  @Test
  void who_writes_line_by_line_is_answered_line_by_line() throws IOException {
    try (PipedOutputStream writer = new PipedOutputStream();
        PipedInputStream reader = new PipedInputStream(writer)) {
      Lines lines = new Lines(reader);

      writer.write("first\n".getBytes(StandardCharsets.UTF_8));
      writer.flush();
      assertThat(lines.batch(100)).containsExactly(new Line(1, "first"));

      writer.write("second\nthird\n".getBytes(StandardCharsets.UTF_8));
      writer.flush();
      assertThat(lines.batch(100)).containsExactly(new Line(2, "second"), new Line(3, "third"));
    }
  }

  @Test
  void a_line_without_an_end_takes_no_more_memory_than_the_longest_one() throws IOException {
    Line line = lines("x".repeat(Lines.LENGTH_MAX + 100)).batch(1).get(0);

    assertThat(line.isTooLong()).isTrue();
    assertThat(line.text()).hasSize(Lines.LENGTH_MAX + 1);
  }

  private static Lines lines(String text) {
    return new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
