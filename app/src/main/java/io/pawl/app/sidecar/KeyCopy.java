// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;

/** A key as the cluster keeps it, wrapped. */
record KeyCopy(Purpose purpose, WrappedDek wrapped, CreatedAt createdAt) {

  static KeyCopy of(RingKey key) {
    return new KeyCopy(key.purpose(), key.wrapped(), key.createdAt());
  }
}
