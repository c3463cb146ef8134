// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.adapters.ratis.RatisRegistry;
import io.pawl.domain.key.ClusterId;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.RemoteRegistry;
import java.time.Duration;
import java.util.List;

/** How a cluster is reached from outside. */
public record Cluster(String name, List<Member> members, int group, Duration timeout) {

  public Cluster {
    members = List.copyOf(members);
  }

  public RemoteRegistry connect() {
    return RatisRegistry.of(ClusterId.of(name, group), members, timeout);
  }
}
