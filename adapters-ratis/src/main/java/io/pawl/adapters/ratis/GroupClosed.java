// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.io.IOException;

/** A node answers, but its group is closed: it halted, or is about to stop. */
final class GroupClosed extends IOException {
  private static final long serialVersionUID = 1L;

  GroupClosed(Throwable cause) {
    super("The group is closed on this member.", cause);
  }
}
