// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.Incarnation;

/** One load of a process that writes to a cluster. The incarnation is drawn for it alone. */
public record OneLoad(ClusterId cluster, Incarnation.Drawn incarnation) {}
