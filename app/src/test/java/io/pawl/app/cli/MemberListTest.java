// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemberListTest {

  @Test
  void names_hosts_and_ports_are_read_in_order() {
    assertThat(MemberList.parse("n2=db.example:65535, n1=[::1]:1"))
        .containsExactly(
            new Member(new NodeName("n2"), "db.example", 65535),
            new Member(new NodeName("n1"), "[::1]", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | The list of members is empty",
        "' ' | The list of members is empty",
        "n1=a:1, | does not name a member",
        "n1 | does not name a member",
        "n1=a | does not name a member",
        "n1=:1 | does not name a member",
        "=a:1 | does not name a member",
        "n1=a: | is not a port of member n1",
        "n1=a:x | is not a port of member n1",
        "n1=a:0 | is not a port of member n1",
        "n1=a:65536 | is not a port of member n1",
        "n1=a:1,n2=b:2,n1=c:3 | The member n1 is named twice"
      })
  void anything_else_is_refused_with_what_it_should_be(String text, String problem) {
    assertThatThrownBy(() -> MemberList.parse(text))
        .isInstanceOf(UnusableArguments.class)
        .hasMessageContaining(problem);
  }

  @Test
  void options_come_before_the_environment() {
    Shell shell = new Shell().with("PAWL_CLUSTER", "blue");

    shell.run("writers");
    shell.run(
        "writers", "--members", "x=h:1", "--cluster", "red", "--group", "3", "--timeout", "20");

    assertThat(shell.asked().get(0).name()).isEqualTo("blue");
    assertThat(shell.asked().get(0).members()).hasSize(3);
    assertThat(shell.asked().get(0).group()).isZero();
    assertThat(shell.asked().get(1).name()).isEqualTo("red");
    assertThat(shell.asked().get(1).members())
        .containsExactly(new Member(new NodeName("x"), "h", 1));
    assertThat(shell.asked().get(1).group()).isEqualTo(3);
    assertThat(shell.asked().get(1).timeout())
        .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20));
  }

  @Test
  void without_members_the_message_says_where_they_are_named() {
    Shell.Ended ended = new Shell().without("PAWL_MEMBERS").run("status");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("--members").contains("PAWL_MEMBERS");
  }

  /** A node that starts after all never ends by itself. */
  @Test
  @Timeout(30)
  void a_node_finds_its_cluster_where_clients_find_it(@TempDir Path data) {
    String[] serve = {"serve", "--node", "n1", "--data", data.toString()};

    Shell.Ended memberless = new Shell().without("PAWL_MEMBERS").run(serve);
    Shell.Ended nameless = new Shell().with("PAWL_CLUSTER", "").run(serve);

    assertThat(memberless.code()).isEqualTo(2);
    assertThat(memberless.err()).contains("--members").contains("PAWL_MEMBERS");
    assertThat(nameless.code()).isEqualTo(2);
    assertThat(nameless.err()).contains("The cluster's name is empty.");
    assertThat(data).isEmptyDirectory();
  }
}
