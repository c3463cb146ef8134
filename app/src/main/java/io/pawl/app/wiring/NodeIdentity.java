// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import io.pawl.ports.storage.DurableFile;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Whose data folder it is. Written when a node was started for the first time and all its logs are
 * there; from then on a missing log is a lost one.
 *
 * <pre>
 * pawl-node 2
 * cluster=NAME                     names and hosts as in a URL
 * name=NAME
 * groups=N
 * members=NAME=HOST:PORT,...       in the order of their names
 * </pre>
 *
 * A file of {@code pawl-node 1} ends before the members, and is read, too.
 *
 * @param members as the log knows them; none if the file does not say
 */
record NodeIdentity(String cluster, String name, int groups, List<Member> members) {
  private static final String FIRST_LINE = "pawl-node 2";
  private static final String FIRST_LINE_WITHOUT_MEMBERS = "pawl-node 1";
  private static final int LINES_WITHOUT_MEMBERS = 4;

  NodeIdentity {
    members =
        members.stream().sorted(Comparator.comparing(member -> member.name().value())).toList();
  }

  static NodeIdentity of(NodeSettings settings) {
    return new NodeIdentity(
        settings.cluster(), settings.name().value(), settings.groups(), settings.members());
  }

  /** What the folder says; nothing if no node was ever up on it. */
  static Optional<NodeIdentity> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(Files.readAllLines(file), file));
    } catch (IOException e) {
      throw new StartupRefused(Sentinel.STORE_UNAVAILABLE, "%s cannot be read.".formatted(file), e);
    }
  }

  private static NodeIdentity parse(List<String> lines, Path file) {
    try {
      return new NodeIdentity(
          decoded(value(lines, 1, "cluster=")),
          decoded(value(lines, 2, "name=")),
          Integer.parseInt(value(lines, 3, "groups=")),
          members(lines));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StartupRefused(
          Sentinel.STATE_MISMATCH, "%s does not say whose folder it is.".formatted(file), e);
    }
  }

  private static List<Member> members(List<String> lines) {
    if (lines.get(0).equals(FIRST_LINE_WITHOUT_MEMBERS) && lines.size() == LINES_WITHOUT_MEMBERS) {
      return List.of();
    }
    checkArgument(
        lines.get(0).equals(FIRST_LINE) && lines.size() == LINES_WITHOUT_MEMBERS + 1,
        "It is no file of a node.");
    return Splitter.on(',')
        .splitToStream(value(lines, LINES_WITHOUT_MEMBERS, "members="))
        .map(NodeIdentity::member)
        .toList();
  }

  private static Member member(String text) {
    int equals = text.indexOf('=');
    int colon = text.lastIndexOf(':');
    return new Member(
        new NodeName(decoded(text.substring(0, equals))),
        decoded(text.substring(equals + 1, colon)),
        Integer.parseInt(text.substring(colon + 1)));
  }

  private static String value(List<String> lines, int number, String key) {
    String line = lines.get(number);
    checkArgument(line.startsWith(key), "There is no %s", key);
    return line.substring(key.length());
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  /** Refuses a log or a store that came from another node's folder. */
  void requireOwner(Path part, NodeIdentity starting) {
    if (!cluster.equals(starting.cluster) || !name.equals(starting.name)) {
      throw new StartupRefused(
          Sentinel.STATE_MISMATCH,
          "%s is of node %s of cluster %s.".formatted(part, name, cluster));
    }
  }

  /** Refuses a node that is another, has lost groups, or is told other members than its log. */
  void require(Path folder, NodeIdentity starting) {
    requireOwner(folder, starting);
    if (starting.groups < groups) {
      throw new StartupRefused(
          Sentinel.STATE_MISMATCH,
          "The folder has %s groups, and %s are named.".formatted(groups, starting.groups));
    }
    if (!members.isEmpty() && !members.equals(starting.members)) {
      throw new StartupRefused(Sentinel.STATE_MISMATCH, changeOfMembers(starting));
    }
  }

  /** The log says who the members are and where; what else is said is not what Ratis goes by. */
  private String changeOfMembers(NodeIdentity starting) {
    if (!names().equals(starting.names())) {
      return ("The folder is of a cluster of %s, and %s are named. Members are fixed for as long as"
              + " the cluster lives: name the ones it was begun with.")
          .formatted(String.join(", ", names()), String.join(", ", starting.names()));
    }
    return ("The folder is of a cluster at %s, and %s is named. Addresses are fixed for as long as"
            + " the cluster lives: name the ones it was begun with, and let the host name of a"
            + " machine that moved point to its new place.")
        .formatted(addresses(), starting.addresses());
  }

  private List<String> names() {
    return members.stream().map(member -> member.name().value()).toList();
  }

  private String addresses() {
    return members.stream()
        .map(member -> member.name().value() + "=" + member.address())
        .collect(Collectors.joining(","));
  }

  void write(Path file) {
    String text =
        "%s\ncluster=%s\nname=%s\ngroups=%d\nmembers=%s\n"
            .formatted(
                FIRST_LINE,
                encoded(cluster),
                encoded(name),
                groups,
                members.stream().map(NodeIdentity::encoded).collect(Collectors.joining(",")));
    try {
      DurableFile.replace(file, Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new StartupRefused(
          Sentinel.STORE_UNAVAILABLE, "%s cannot be written.".formatted(file), e);
    }
  }

  /**
   * Says whose the data folder is and whose its parts, the folder last: once it says so, a part
   * that is missing is lost.
   */
  void writeInto(DataFolder folder, IntFunction<ClusterId> ids) {
    for (int group = 0; group < groups; group++) {
      for (Path part : List.of(folder.group(group), folder.log(ids.apply(group)))) {
        if (!Files.exists(DataFolder.identity(part))) {
          write(DataFolder.identity(part));
        }
      }
    }
    write(folder.identity());
  }

  private static String encoded(Member member) {
    return "%s=%s:%d"
        .formatted(encoded(member.name().value()), encoded(member.host()), member.port());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
