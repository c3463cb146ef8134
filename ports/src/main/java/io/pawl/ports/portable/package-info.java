// SPDX-License-Identifier: Apache-2.0

/** Snapshots that every storage engine writes and installs alike. */
@NullMarked
package io.pawl.ports.portable;

import org.jspecify.annotations.NullMarked;
