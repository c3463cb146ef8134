// SPDX-License-Identifier: Apache-2.0

/** What a replica does with entries and questions: the only code that both decides and commits. */
@NullMarked
package io.pawl.app.replica;

import org.jspecify.annotations.NullMarked;
