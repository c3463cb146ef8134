// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code n1=host:port,n2=host:port}. */
final class MemberList {

  private MemberList() {}

  static List<Member> parse(String text) {
    if (text.isBlank()) {
      throw new UnusableArguments("The list of members is empty; write n1=host:port,n2=host:port.");
    }
    List<Member> members = new ArrayList<>();
    Set<NodeName> names = new HashSet<>();
    for (String piece : Splitter.on(',').trimResults().split(text)) {
      Member member = member(piece);
      if (!names.add(member.name())) {
        throw new UnusableArguments(
            "The member %s is named twice.".formatted(member.name().value()));
      }
      members.add(member);
    }
    return List.copyOf(members);
  }

  /** The port is behind the last colon: an address of IPv6 has colons of its own. */
  private static Member member(String piece) {
    int equals = piece.indexOf('=');
    int colon = piece.lastIndexOf(':');
    if (equals < 1 || colon < equals + 2) {
      throw new UnusableArguments(
          "\"%s\" does not name a member; write name=host:port.".formatted(piece));
    }
    NodeName name = Arguments.nodeName(piece.substring(0, equals));
    String host = piece.substring(equals + 1, colon);
    return new Member(name, host, port(name, piece.substring(colon + 1)));
  }

  private static int port(NodeName name, String text) {
    Integer port = Ints.tryParse(text);
    if (port == null || port < 1 || port > Member.PORT_MAX) {
      throw new UnusableArguments(
          "\"%s\" is not a port of member %s; a port is a number from 1 to %s."
              .formatted(text, name.value(), Member.PORT_MAX));
    }
    return port;
  }
}
