// SPDX-License-Identifier: Apache-2.0

/** What people and programs want of a cluster, in terms of the ports. */
@NullMarked
package io.pawl.app.usecase;

import org.jspecify.annotations.NullMarked;
