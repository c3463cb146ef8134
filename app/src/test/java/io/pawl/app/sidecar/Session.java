// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;

/** One load of a machine, and the epoch it chose to seal with. */
record Session(DekId dek, LocalEpoch epoch, Incarnation incarnation) {}
