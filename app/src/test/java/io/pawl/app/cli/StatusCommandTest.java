// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static io.pawl.ports.driven.MemberStatus.Standing.NO_SIDECAR;
import static io.pawl.ports.driven.MemberStatus.Standing.SIDECAR_UNTOLD;
import static io.pawl.ports.driven.MemberStatus.Standing.UNTOLD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSortedMap;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.MemberStatus.Build;
import io.pawl.ports.driven.MemberStatus.Down;
import io.pawl.ports.driven.MemberStatus.Halted;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.MemberStatus.Up;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

final class StatusCommandTest {
  private static final SortedMap<String, Long> NONE = ImmutableSortedMap.of();
  private static final SortedMap<String, Long> REFUSED =
      ImmutableSortedMap.of("MUTATORS_DISABLED", 1L, "SLOT_TAKEN", 12L);
  private static final SortedMap<String, Long> OF_ANOTHER_BUILD =
      ImmutableSortedMap.of("KEY_RETIRED", 3L);
  private static final MemberStatus LEADER =
      new Up(
          new NodeName("n1"),
          new Standing("leader", "n1", 4, 100, 100, "rocksdb", "1.0", "file", 98, REFUSED));
  private static final MemberStatus FOLLOWER =
      new Up(
          new NodeName("n2"),
          new Standing("follower", "n1", 4, 97, 99, "mvstore", "1.1", "", NO_SIDECAR, NONE));
  private static final MemberStatus LONELY =
      new Up(
          new NodeName("n1"),
          new Standing("candidate", "", 9, 100, 100, "rocksdb", "1.0", "", NO_SIDECAR, NONE));
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
            "version":"1.0","encryption":true,"kek":"file","sidecar":98,\
            "refused":[{"sentinel":"MUTATORS_DISABLED","times":1},{"sentinel":"SLOT_TAKEN","times":12}],\
            "detail":null},\
            {"name":"n2","address":"127.0.0.1:7102","up":true,"halted":false,"role":"follower",\
            "leader":"n1","term":4,"applied":97,"committed":99,"lag":3,"engine":"mvstore",\
            "version":"1.1","encryption":false,"kek":null,"sidecar":null,"refused":[],"detail":null},\
            {"name":"n3","address":"127.0.0.1:7103","up":true,"halted":true,"role":null,\
            "leader":null,"term":null,"applied":null,"committed":null,"lag":null,"engine":null,\
            "version":null,"encryption":null,"kek":null,"sidecar":null,"refused":null,\
            "detail":"It met ENTRY_MALFORMED."}],\
            "keys_told_by":"n1","keys":[]}
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
            MEMBER  ADDRESS         STATE   LEADER  TERM  APPLIED  COMMITTED  LAG  ENGINE   VERSION  KEK   SIDECAR
            n1      127.0.0.1:7101  leader  n1      4     100      100        0    rocksdb  1.0      file  98
            n2      127.0.0.1:7102  down    -       -     -        -          -    -        -        -     -
            n3      127.0.0.1:7103  halted  -       -     -        -          -    -        -        -     -
            n2: Nobody answers.
            n3: It met ENTRY_MALFORMED.
            n1 refused since it was started: MUTATORS_DISABLED 1, SLOT_TAKEN 12.
            There is no leader that a majority of the members follows.

            n1 holds no keys; `pawl bootstrap` makes the first ones.
            """);
    assertThat(ended.code()).isEqualTo(10);
  }

  @Test
  void members_of_other_versions_are_shown_as_far_as_they_are_understood() {
    MemberStatus older =
        new Up(
            new NodeName("n2"),
            new Standing(
                "follower", "n1", 4, 97, 99, "mvstore", "0.9", UNTOLD, SIDECAR_UNTOLD, NONE),
            Build.OLDER);
    MemberStatus newer =
        new Up(
            new NodeName("n3"),
            new Standing(
                "follower", "n1", 4, 98, 99, "rocksdb", "1.7", "cloud", 97, OF_ANOTHER_BUILD),
            Build.NEWER);
    shell.registry().saying(LEADER, older, newer);

    Shell.Ended text = shell.run("status");
    JsonNode members = shell.run("status", "--json").json().get("members");

    assertThat(text.code()).isZero();
    assertThat(text.out())
        .contains(
            """
            n2      127.0.0.1:7102  follower  n1      4     97       99         3    mvstore  0.9      ?      ?
            n3      127.0.0.1:7103  follower  n1      4     98       99         2    rocksdb  1.7      cloud  97
            n2: It runs an older version, 0.9, which does not say all that this one asks.
            n3: It runs a newer version, 1.7, which says more than this one understands.
            n1 refused since it was started: MUTATORS_DISABLED 1, SLOT_TAKEN 12.
            n3 refused since it was started: KEY_RETIRED 3.
            """);
    assertThat(members.get(1).toString())
        .endsWith(
            """
            "engine":"mvstore","version":"0.9","encryption":null,"kek":null,"sidecar":null,\
            "refused":null,"detail":"It runs an older version, 0.9, which does not say all that this one asks."}""");
    assertThat(members.get(2).toString())
        .contains(
            """
            "encryption":true,"kek":"cloud","sidecar":97,\
            "refused":[{"sentinel":"KEY_RETIRED","times":3}],"detail":"It runs a newer""");
  }

  @Test
  void programs_read_the_keys_and_who_registered_under_them_from_the_member_that_knows_best() {
    bootstrapped();
    shell.registry().withoutLeader().saying(LONELY, DOWN, HALTED);

    JsonNode json = shell.run("status", "--json").json();

    assertThat(json.get("keys_told_by").textValue()).isEqualTo("n1");
    assertThat(json.get("keys").toString())
        .isEqualTo(
            """
            [{"id":1,"purpose":"storage","state":"active","created_at_ms":1000,"index":1,\
            "age_seconds":99999,"writers":2,"near_the_last_epoch":1,"epochs_left":200,\
            "fewest_left":[\
            {"node_id":"0000000000010002","member":null,"slot":"0002","last_seen":65335,\
            "epochs_left":200,"near_the_last_epoch":true},\
            {"node_id":"08b37b07b558d4c0","member":"n1","slot":"d4c0","last_seen":3,\
            "epochs_left":65532,"near_the_last_epoch":false}]},\
            {"id":2,"purpose":"raft","state":"active","created_at_ms":2000,"index":1,\
            "age_seconds":99998,"writers":0,"near_the_last_epoch":0,"epochs_left":null,\
            "fewest_left":[]}]""");
  }

  @Test
  void where_no_member_is_up_nothing_is_said_of_keys() {
    bootstrapped();
    shell.registry().saying(DOWN, HALTED);

    JsonNode json = shell.run("status", "--json").json();

    assertThat(json.get("keys_told_by").isNull()).isTrue();
    assertThat(json.get("keys").isNull()).isTrue();
    assertThat(shell.run("status").out()).doesNotContain("KEY  ");
  }

  @Test
  void people_read_the_keys_their_writers_and_what_to_do() {
    bootstrapped();
    shell.registry().saying(LEADER, FOLLOWER);

    assertThat(shell.run("status").out())
        .endsWith(
            """

            Keys, as n1 holds them:
            KEY  PURPOSE  STATE   AGE    WRITERS  EPOCHS LEFT
            1    storage  active  1d 3h  2        200
            2    raft     active  1d 3h  0        -

            KEY  SLOT  NODE ID           MEMBER  LAST EPOCH  EPOCHS LEFT
            1    0002  0000000000010002  -       65335       200
            1    d4c0  08b37b07b558d4c0  n1      3           65532
            Warning: 1 of the writers of key 1 are near their last epoch: \
            rotate it, `pawl rotate --purpose storage`.
            """);

    shell.run("rotate", "--purpose", "storage");

    assertThat(shell.run("status").out())
        .contains("1    storage  old     1d 3h")
        .doesNotContain("Warning");
  }

  @Test
  void of_many_writers_the_list_says_where_the_others_are() {
    bootstrapped();
    for (int slot = 100; slot < 200; slot++) {
      register(new NodeId(1L << 16 | slot), 1);
    }
    shell.registry().saying(LEADER, FOLLOWER);

    assertThat(shell.run("status").out())
        .contains(
            "Of key 1 these are the 64 of 102 writers with the fewest epochs left;"
                + " `pawl writers --dek 1` lists all.");
  }

  @Test
  void however_often_was_rotated_people_read_the_active_keys_and_the_newest_that_have_writers() {
    bootstrapped();
    for (int rotation = 0; rotation < 40; rotation++) {
      shell.registry().rotate(Purpose.STORAGE);
      if (rotation % 2 == 0) {
        register(new DekId(3 + rotation), new NodeId(1L << 16 | 7), 1);
      }
    }
    shell.registry().saying(LEADER, FOLLOWER);

    String text = shell.run("status").out();

    assertThat(text.lines().filter(line -> line.matches("\\d+ +(storage|raft) +.*")))
        .hasSize(ToldKeysReport.KEYS_SHOWN_MAX)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).startsWith("42   storage  active");
              assertThat(lines.get(1)).startsWith("2    raft     active");
              assertThat(lines.get(2)).startsWith("41   storage  old");
              assertThat(lines.get(3)).startsWith("39   storage  old");
            });
    assertThat(text)
        .contains(
            "Not shown: 32 old keys. `pawl keys` lists them,"
                + " and `pawl status --json` their writers.\n")
        .endsWith("\nKEY  SLOT  NODE ID  MEMBER  LAST EPOCH  EPOCHS LEFT\n");
    assertThat(shell.run("status", "--json").json().get("keys")).hasSize(42);
  }

  private void bootstrapped() {
    shell.registry().bootstrap();
    register(NodeId.of(new NodeName("n1")), 3);
    register(new NodeId(1L << 16 | 2), 0xFF37);
  }

  private void register(NodeId node, int epoch) {
    register(new DekId(1), node, epoch);
  }

  private void register(DekId dek, NodeId node, int epoch) {
    shell
        .registry()
        .decide(new Registration(dek, node, new LocalEpoch(epoch), new Incarnation.Drawn(1, 1)));
  }
}
