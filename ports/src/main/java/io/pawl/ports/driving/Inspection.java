// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving;

import io.pawl.domain.cohort.Capability;
import io.pawl.domain.cohort.Trial;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.KeyUses;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at what is applied here and changes nothing. Any thread, any time. */
public interface Inspection {

  /** Where the last applied entry stands; empty before the first. */
  Optional<LogPosition> lastApplied();

  /** What the cluster knows of its keys as far as it is applied here. */
  KeyRing keyRing();

  /** The same keys, and who registered under them. Costs what there are of keys, not of rows. */
  KeyUses keyUses();

  Optional<WriterRow> row(WriterKey key);

  /** All rows of a key, in slot order: at most 65,536. */
  List<StoredRow> rows(DekId dek);

  /** Every key that has rows, in order. Reads all rows. */
  List<DekId> deks();

  /** The storage engine that holds them. */
  String engine();

  /** Of the group; what is wrapped for it is wrapped for no other. */
  ClusterId cluster();

  /** What kind of KEK this node has; empty if it runs without encryption. */
  String kek();

  /** Up to which log index this node's copy of the keys is complete; empty without encryption. */
  OptionalLong sidecarIndex();

  /** What this node could do with keys, as a leader asks before it makes the first ones. */
  Capability capability(Trial trial);
}
