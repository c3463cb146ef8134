// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.offending;

/** Compares by identity. */
@SuppressWarnings("ArrayRecordComponent")
public record ArrayRecord(byte[] bytes) {}
