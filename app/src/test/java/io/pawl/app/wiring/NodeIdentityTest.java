// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file that says whose a data folder is. */
final class NodeIdentityTest {
  private static final Member FIRST = new Member(new NodeName("a, b=c:1"), "::1", 7101);
  private static final Member SECOND = new Member(new NodeName("n2"), "10.0.0.2", 7102);

  @TempDir Path home;

  @Test
  void what_is_written_is_read_whatever_the_names() {
    NodeIdentity written = new NodeIdentity("c%l\n", "a, b=c:1", 3, List.of(SECOND, FIRST));

    written.write(file());

    assertThat(NodeIdentity.read(file())).contains(written);
  }

  @Test
  void the_order_in_which_members_are_named_does_not_matter() {
    NodeIdentity known = new NodeIdentity("c", "n2", 1, List.of(FIRST, SECOND));

    assertThatCode(
            () -> known.require(home, new NodeIdentity("c", "n2", 1, List.of(SECOND, FIRST))))
        .doesNotThrowAnyException();
  }

  @Test
  void a_file_that_does_not_name_members_fits_all() throws IOException {
    Files.writeString(file(), "pawl-node 1\ncluster=c\nname=n2\ngroups=2\n");
    NodeIdentity known = NodeIdentity.read(file()).orElseThrow();

    known.require(home, new NodeIdentity("c", "n2", 2, List.of(FIRST, SECOND)));

    assertThatThrownBy(() -> known.require(home, new NodeIdentity("c", "n2", 1, List.of(SECOND))))
        .hasMessageContaining("The folder has 2 groups");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pawl-node 1\ncluster=c\nname=n\n",
        "pawl-node 1\ncluster=c\nname=n\ngroups=1\nmembers=n=h:1\n",
        "pawl-node 2\ncluster=c\nname=n\ngroups=1\n",
        "pawl-node 2\ncluster=c\nname=n\ngroups=1\nmembers=\n",
        "pawl-node 2\ncluster=c\nname=n\ngroups=1\nmembers=n\n",
        "pawl-node 2\ncluster=c\nname=n\ngroups=1\nmembers=n=h\n",
        "pawl-node 2\ncluster=c\nname=n\ngroups=1\nmembers=n=h:0\n",
        "pawl-node 2\ncluster=c\nname=n\ngroups=x\nmembers=n=h:1\n",
        "pawl-node 2\nname=n\ncluster=c\ngroups=1\nmembers=n=h:1\n",
        "pawl-node 3\ncluster=c\nname=n\ngroups=1\nmembers=n=h:1\n",
        "pawl-node 2\ncluster=c\nname=n\ngroups=1\nmembers=n=h:1\nmore=1\n"
      })
  void anything_else_does_not_say_whose_it_is(String text) throws IOException {
    Files.writeString(file(), text);

    assertThatThrownBy(() -> NodeIdentity.read(file()))
        .isInstanceOfSatisfying(
            StartupRefused.class,
            refused -> assertThat(refused.sentinel()).isEqualTo(Sentinel.STATE_MISMATCH));
  }

  private Path file() {
    return home.resolve("node");
  }
}
