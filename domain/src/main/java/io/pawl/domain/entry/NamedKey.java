// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.WrappedDek;

/** A key under its id, as an entry brings it. */
public record NamedKey(DekId id, WrappedDek wrapped) {}
