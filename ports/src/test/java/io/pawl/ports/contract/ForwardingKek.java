// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Unwrapping;

/** Does what another KEK does. */
class ForwardingKek implements Kek {
  private final Kek inner;

  ForwardingKek(Kek inner) {
    this.inner = inner;
  }

  final Kek inner() {
    return inner;
  }

  @Override
  public String kind() {
    return inner.kind();
  }

  @Override
  public WrappedDek wrap(KeyBinding binding, SecretBytes dek) {
    return inner.wrap(binding, dek);
  }

  @Override
  public Unwrapping unwrap(KeyBinding binding, WrappedDek wrapped) {
    return inner.unwrap(binding, wrapped);
  }

  @Override
  public SecretBytes derive(String label) {
    return inner.derive(label);
  }

  @Override
  public void close() {
    inner.close();
  }
}
