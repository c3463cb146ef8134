// SPDX-License-Identifier: Apache-2.0

/**
 * How a node is watched: probes and metrics over HTTP, measured without touching what is applied.
 */
@NullMarked
package io.pawl.app.health;

import org.jspecify.annotations.NullMarked;
