// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.offending;

import java.util.Optional;

/** Keeps an absence that has no name. */
public record OptionalKeeper(Optional<String> maybe) {}
