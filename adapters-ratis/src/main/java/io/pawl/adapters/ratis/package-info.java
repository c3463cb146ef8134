// SPDX-License-Identifier: Apache-2.0

/** Replication with Apache Ratis: a node that orders entries, and a client that asks. */
@NullMarked
package io.pawl.adapters.ratis;

import org.jspecify.annotations.NullMarked;
