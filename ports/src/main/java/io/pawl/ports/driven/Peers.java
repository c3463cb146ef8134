// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.cohort.MemberAnswer;
import io.pawl.domain.cohort.Trial;
import java.util.List;

/** The members of a group, as one of them reaches them all, itself among them. */
public interface Peers {

  /**
   * Asks every member whether it opens keys, all at a time, and blocks until each has answered or
   * the time for that is over: a few seconds at most. One answer for each member, in the order they
   * are configured.
   */
  List<MemberAnswer> capabilities(Trial trial);
}
