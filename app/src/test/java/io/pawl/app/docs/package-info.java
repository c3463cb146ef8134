// SPDX-License-Identifier: Apache-2.0

/** What the pages say is true, as far as a machine can tell. */
@NullMarked
package io.pawl.app.docs;

import org.jspecify.annotations.NullMarked;
