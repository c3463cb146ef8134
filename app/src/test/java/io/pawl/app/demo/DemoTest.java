// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.seal.Envelope;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class DemoTest {

  private static final Path README = Path.of("..", "README.md");

  @Test
  void it_tells_what_the_readme_shows() throws IOException {
    List<Step> steps = new ArrayList<>();

    Demo.play(steps::add);

    assertThat(steps.stream().map(Step::inWords).collect(Collectors.joining("\n")))
        .isEqualTo(shownInReadme());
  }

  /** The block that begins with the first step, up to what the command says at the end. */
  private static String shownInReadme() throws IOException {
    String page = Files.readString(README);
    return page.substring(page.indexOf("\n 1. elect") + 1, page.indexOf("\nAll came out as told."));
  }

  @Test
  void it_fails_where_a_nonce_comes_twice() {
    byte[] envelope = new byte[Envelope.OVERHEAD];
    envelope[0] = 1;
    envelope[5] = 7;
    SealedValues values = new SealedValues();
    values.add(new SealedValues.Value("one", Bytes.copyOf(envelope)));
    values.requireNoNonceTwice();

    envelope[Envelope.OVERHEAD - 1] = 1;
    values.add(new SealedValues.Value("another", Bytes.copyOf(envelope)));

    assertThatThrownBy(values::requireNoNonceTwice)
        .isInstanceOf(DemoFailed.class)
        .hasMessageContaining("another");
  }

  @Test
  void its_two_writers_really_collide() {
    NodeId alpha = NodeId.of(new NodeName("alpha"));
    NodeId other = NodeId.of(new NodeName("beta-40308"));

    assertThat(other).isNotEqualTo(alpha);
    assertThat(other.slot()).isEqualTo(alpha.slot());
  }
}
