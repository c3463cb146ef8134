// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

/** A step and where it leads. */
record Transition(Action action, World after) {}
