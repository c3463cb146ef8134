// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.Incarnation;
import java.util.function.Supplier;

/**
 * One load of a process that writes to a cluster.
 *
 * @param incarnations draws one for each registration, that nobody drew before
 */
public record OneLoad(ClusterId cluster, Supplier<Incarnation.Drawn> incarnations) {}
