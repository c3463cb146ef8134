// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.MemberStatus.Down;
import io.pawl.ports.driven.MemberStatus.Halted;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.MemberStatus.Up;
import org.junit.jupiter.api.Test;

final class StatusCommandTest {
  private static final MemberStatus LEADER =
      new Up(
          new NodeName("n1"), new Standing("leader", "n1", 4, 100, 100, "rocksdb", "1.0", "file"));
  private static final MemberStatus FOLLOWER =
      new Up(new NodeName("n2"), new Standing("follower", "n1", 4, 97, 99, "mvstore", "1.1", ""));
  private static final MemberStatus LONELY =
      new Up(new NodeName("n1"), new Standing("candidate", "", 9, 100, 100, "rocksdb", "1.0", ""));
  private static final MemberStatus HALTED =
      new Halted(new NodeName("n3"), "It met ENTRY_MALFORMED.");
  private static final MemberStatus DOWN = new Down(new NodeName("n2"), "Nobody answers.");

  private final Shell shell = new Shell();

  @Test
  void programs_read_what_each_member_says_of_itself() {
    shell.registry().saying(LEADER, FOLLOWER, HALTED);

    Shell.Ended ended = shell.run("status", "--json");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            """
            {"schema":"pawl.status/1","cluster":"pawl","group":0,"leader":"n1","quorum":true,\
            "members":[\
            {"name":"n1","address":"127.0.0.1:7101","up":true,"halted":false,"role":"leader",\
            "leader":"n1","term":4,"applied":100,"committed":100,"lag":0,"engine":"rocksdb",\
            "version":"1.0","encryption":true,"kek":"file","detail":null},\
            {"name":"n2","address":"127.0.0.1:7102","up":true,"halted":false,"role":"follower",\
            "leader":"n1","term":4,"applied":97,"committed":99,"lag":3,"engine":"mvstore",\
            "version":"1.1","encryption":false,"kek":null,"detail":null},\
            {"name":"n3","address":"127.0.0.1:7103","up":true,"halted":true,"role":null,\
            "leader":null,"term":null,"applied":null,"committed":null,"lag":null,"engine":null,\
            "version":null,"encryption":null,"kek":null,"detail":"It met ENTRY_MALFORMED."}]}
            """);
  }

  @Test
  void without_a_quorum_everything_is_still_said_and_the_exit_code_is_10() {
    shell.registry().saying(LONELY, DOWN, HALTED);

    Shell.Ended ended = shell.run("status", "--json");

    JsonNode json = ended.json();
    assertThat(ended.code()).isEqualTo(10);
    assertThat(json.get("leader").isNull()).isTrue();
    assertThat(json.get("quorum").booleanValue()).isFalse();
    assertThat(json.get("members")).hasSize(3);
    assertThat(json.get("members").get(0).get("lag").isNull()).isTrue();
    assertThat(json.get("members").get(0).get("leader").isNull()).isTrue();
    assertThat(json.get("members").get(1).get("up").booleanValue()).isFalse();
  }

  @Test
  void people_read_a_table_and_what_is_wrong_below_it() {
    shell.registry().saying(LEADER, DOWN, HALTED);

    Shell.Ended ended = shell.run("status");

    assertThat(ended.out())
        .isEqualTo(
            """
            MEMBER  ADDRESS         STATE   LEADER  TERM  APPLIED  COMMITTED  LAG  ENGINE   VERSION  KEK
            n1      127.0.0.1:7101  leader  n1      4     100      100        0    rocksdb  1.0      file
            n2      127.0.0.1:7102  down    -       -     -        -          -    -        -        -
            n3      127.0.0.1:7103  halted  -       -     -        -          -    -        -        -
            n2: Nobody answers.
            n3: It met ENTRY_MALFORMED.
            There is no leader that a majority of the members follows.
            """);
    assertThat(ended.code()).isEqualTo(10);
  }
}
