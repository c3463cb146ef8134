// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven.offending;

import com.google.common.collect.ImmutableList;

/** Makes every adapter depend on a library. */
public interface LibrarySpeaker {
  ImmutableList<String> names();
}
