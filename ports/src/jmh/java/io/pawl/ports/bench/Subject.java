// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.bench;

/** Whom a benchmark measures. */
public enum Subject {
  BARE,
  ADAPTER
}
