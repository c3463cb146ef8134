// SPDX-License-Identifier: Apache-2.0

/** What the domain's values look like, for the properties of every module. */
@NullMarked
package io.pawl.domain.arbitrary;

import org.jspecify.annotations.NullMarked;
