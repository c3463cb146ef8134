// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.app.kek.KekSource;
import io.pawl.domain.writer.NodeName;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a program seals and opens values.
 *
 * @param writer whom it writes as
 * @param kek what the cluster's keys are unwrapped with, in this process
 * @param data where the epochs that were spent are remembered; null for nowhere, and then the
 *     registry alone says which are free
 */
public record VaultSettings(Cluster cluster, NodeName writer, KekSource kek, @Nullable Path data) {}
