// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.cohort;

import io.pawl.domain.writer.NodeName;

/** What came back from a member that was asked for its {@link Capability}. */
public sealed interface MemberAnswer {

  NodeName name();

  record Given(NodeName name, Capability capability) implements MemberAnswer {}

  /**
   * There was no answer in time, or none that could be understood.
   *
   * @param words what is true of the member, to stand behind its name
   */
  record Missing(NodeName name, String words) implements MemberAnswer {}
}
