// SPDX-License-Identifier: Apache-2.0

/** A storage engine as small as one can be: the one {@code docs/adding-an-engine.md} explains. */
@NullMarked
package io.pawl.ports.example;

import org.jspecify.annotations.NullMarked;
