// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.key.DekId;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeName;
import java.util.List;
import java.util.Map;

/** A copy of a machine's sidecar, which may be none, and what it says. */
record Backup(NodeName name, Map<DekId, LocalEpoch> told, List<Bytes> file) {}
