// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.wiring.Cluster;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.ports.driven.Member;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a command talks to, and how long it may take. */
final class ClusterOptions {
  static final String MEMBERS_VARIABLE = "PAWL_MEMBERS";
  static final String CLUSTER_VARIABLE = "PAWL_CLUSTER";

  private static final double LONGEST_SECONDS = 3600;
  private static final int MILLIS_A_SECOND = 1000;

  @Option(
      names = "--members",
      paramLabel = "NAME=HOST:PORT,...",
      description = "The members of the cluster. Default: the variable " + MEMBERS_VARIABLE + ".")
  private @Nullable String members;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "The cluster's name. Default: the variable " + CLUSTER_VARIABLE + ", or pawl.")
  private @Nullable String cluster;

  @Option(
      names = "--group",
      paramLabel = "K",
      description = "The group of the cluster, counted from 0. Default: 0.")
  private int group;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for an answer. Default: 10.")
  private double timeoutSeconds = 10;

  Connection connect(Surroundings around) {
    return Connection.to(cluster(around), around.connector());
  }

  private Cluster cluster(Surroundings around) {
    return new Cluster(name(cluster, around), members(members, around), group(), timeout());
  }

  /** The cluster's name, by the option or by what is around. */
  static String name(@Nullable String option, Surroundings around) {
    String name = from(option, around, CLUSTER_VARIABLE).orElse(NodeSettings.DEFAULT_CLUSTER);
    if (name.isEmpty()) {
      throw new UnusableArguments("The cluster's name is empty.");
    }
    return name;
  }

  /** The members, by the option or by what is around. */
  static List<Member> members(@Nullable String option, Surroundings around) {
    return MemberList.parse(
        from(option, around, MEMBERS_VARIABLE)
            .orElseThrow(
                () ->
                    new UnusableArguments(
                        "No members are named; use --members n1=host:port,... or "
                            + MEMBERS_VARIABLE
                            + ".")));
  }

  private static Optional<String> from(
      @Nullable String option, Surroundings around, String variable) {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(around.environment().get(variable)));
  }

  private int group() {
    if (group < 0 || group >= NodeSettings.GROUPS_MAX) {
      throw new UnusableArguments(
          "A group is a number from 0 to %s, not %s."
              .formatted(NodeSettings.GROUPS_MAX - 1, group));
    }
    return group;
  }

  private Duration timeout() {
    if (!(timeoutSeconds > 0 && timeoutSeconds <= LONGEST_SECONDS)) {
      throw new UnusableArguments(
          "A timeout is more than 0 and at most 3600 seconds, not %s.".formatted(timeoutSeconds));
    }
    return Duration.ofMillis(Math.max(1, Math.round(timeoutSeconds * MILLIS_A_SECOND)));
  }
}
