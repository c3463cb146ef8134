// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.state.LogPosition;
import java.nio.file.Path;

/** Takes the whole state out and puts it in, as one portable file. */
public interface Snapshots {

  /**
   * Writes a state that was applied here to a file that does not exist yet; entries go on being
   * applied meanwhile. On return the file is durable, and so is the store up to the position
   * returned: the log before it may go.
   */
  LogPosition write(Path target);

  /**
   * Replaces the state by the file's unless it is older than what is here. All or nothing.
   *
   * @throws Fault if the file is damaged, or of another cluster, or cannot be read
   */
  void install(Path source);
}
