// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

/** How a sidecar stood to the replicated store when it was shown it. */
public enum Adoption {
  /** It said the same already; at most its position went on. */
  AGREED,

  /** There was none: it is made of what the store knows. */
  REBUILT,

  /** It lacked keys or epochs that the store knows of; no longer. */
  REFRESHED,

  /** It had keys that the store lacks for good: it is set aside, and made anew of the store. */
  REPLACED,

  /** It has seen later keys than the store, which will meet them again in the log. */
  AHEAD
}
