// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.Hkdf;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Unwrapping;
import java.util.ArrayList;
import java.util.List;

/** A KEK of zeros that sidecars derive keys from, and that opens nothing. */
final class DerivingKek implements Kek {
  private final SecretBytes kek =
      SecretBytes.copyOf(new byte[SecretBytes.LENGTH], SecretAccess.granted());
  private final List<String> labels = new ArrayList<>();

  List<String> labels() {
    return labels;
  }

  @Override
  public String kind() {
    return "zeros";
  }

  @Override
  public WrappedDek wrap(KeyBinding binding, SecretBytes dek) {
    throw new IllegalStateException("A sidecar wraps nothing.");
  }

  @Override
  public Unwrapping unwrap(KeyBinding binding, WrappedDek wrapped) {
    return new Unwrapping.Mismatch(binding);
  }

  @Override
  public SecretBytes derive(String label) {
    labels.add(label);
    return Hkdf.derive(kek, label);
  }

  @Override
  public void close() {
    kek.close();
  }
}
