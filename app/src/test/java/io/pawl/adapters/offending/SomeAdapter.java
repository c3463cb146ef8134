// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.offending;

/** Stands for any adapter. */
public final class SomeAdapter {}
