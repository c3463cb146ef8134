// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import com.google.common.collect.ImmutableSortedMap;
import io.pawl.domain.writer.NodeName;
import java.util.SortedMap;

/** What a member says of itself, or that it says nothing. */
public sealed interface MemberStatus {

  NodeName name();

  /** It answers. */
  record Up(NodeName name, Standing standing, Build build) implements MemberStatus {

    /** Its answer says what this build says of itself, no less and no more. */
    public Up(NodeName name, Standing standing) {
      this(name, standing, Build.ALIKE);
    }
  }

  /** What the shape of an answer tells of the build that gave it. */
  enum Build {
    /** It says what this build says of itself. */
    ALIKE,

    /** It ends before: what it does not say is {@link Standing#UNTOLD}. */
    OLDER,

    /** It goes on after: what comes there, this build does not understand. */
    NEWER
  }

  /** Its process answers, but the group is closed: its replica halted, or is stopping. */
  record Halted(NodeName name, String detail) implements MemberStatus {}

  /** Nobody answers at its address. */
  record Down(NodeName name, String detail) implements MemberStatus {}

  /**
   * Where a member stands.
   *
   * @param leader the name of the leader it follows; empty if it knows none
   * @param term the newest it has heard of
   * @param applied the index up to which it has applied entries
   * @param committed the index up to which it knows entries to be committed
   * @param kek what kind of KEK it has; empty if it runs without encryption, or {@link #UNTOLD}
   * @param sidecar the index up to which its sidecar is complete, {@link #NO_SIDECAR}, or {@link
   *     #SIDECAR_UNTOLD}
   * @param refused how often it turned proposals away since it was started, by the names of the
   *     sentinels; nothing of an older build
   */
  record Standing(
      String role,
      String leader,
      long term,
      long applied,
      long committed,
      String engine,
      String version,
      String kek,
      long sidecar,
      SortedMap<String, Long> refused) {

    /** It keeps none. */
    public static final long NO_SIDECAR = -1;

    /** An older build does not say. */
    public static final String UNTOLD = "?";

    /** As {@link #UNTOLD}. */
    public static final long SIDECAR_UNTOLD = -2;

    public Standing {
      refused = ImmutableSortedMap.copyOf(refused);
    }
  }
}
