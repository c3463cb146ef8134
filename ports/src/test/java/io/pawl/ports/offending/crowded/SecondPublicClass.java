// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.offending.crowded;

/** Visible, though it is no engine. */
public final class SecondPublicClass {}
