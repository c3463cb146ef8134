// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import com.google.common.base.Splitter;
import com.google.common.net.HostAndPort;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.util.List;

/** Reads {@code n1=host:port,n2=host:port}. */
final class MemberList {

  private MemberList() {}

  static List<Member> parse(String text) {
    return Splitter.on(',').trimResults().splitToStream(text).map(MemberList::member).toList();
  }

  private static Member member(String piece) {
    List<String> parts = Splitter.on('=').limit(2).splitToList(piece);
    if (parts.size() != 2) {
      throw new UnusableArguments("\"%s\" is not name=host:port.".formatted(piece));
    }
    HostAndPort address = HostAndPort.fromString(parts.get(1));
    return new Member(new NodeName(parts.get(0)), address.getHost(), address.getPort());
  }
}
