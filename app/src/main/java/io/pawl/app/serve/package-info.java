// SPDX-License-Identifier: Apache-2.0

/** A node as a process of its own: started, watched and stopped as a whole. */
@NullMarked
package io.pawl.app.serve;

import org.jspecify.annotations.NullMarked;
