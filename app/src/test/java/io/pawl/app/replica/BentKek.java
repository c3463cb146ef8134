// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.KekUnavailable;
import io.pawl.ports.driven.Unwrapping;
import java.util.ArrayList;
import java.util.List;

/** A KEK with a flaw, that remembers every unwrapped key it was given or gave. */
record BentKek(Kek kek, Flaw flaw, List<SecretBytes> seen) implements Kek {

  BentKek(Kek kek, Flaw flaw) {
    this(kek, flaw, new ArrayList<>());
  }

  /** What is wrong with it. */
  enum Flaw {
    NONE,
    OPENS_NOTHING,
    OPENS_ANOTHER,
    SILENT
  }

  static void requireClosed(SecretBytes secret) {
    assertThatThrownBy(() -> secret.toArray(SecretAccess.granted()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Override
  public String kind() {
    return "bent";
  }

  @Override
  public WrappedDek wrap(KeyBinding binding, SecretBytes dek) {
    requireVoice();
    seen.add(dek);
    return kek.wrap(binding, dek);
  }

  @Override
  public Unwrapping unwrap(KeyBinding binding, WrappedDek wrapped) {
    requireVoice();
    Unwrapping unwrapping =
        switch (flaw) {
          case OPENS_NOTHING -> new Unwrapping.Mismatch(binding);
          case OPENS_ANOTHER ->
              new Unwrapping.Opened(
                  SecretBytes.copyOf(new byte[SecretBytes.LENGTH], SecretAccess.granted()));
          case NONE, SILENT -> kek.unwrap(binding, wrapped);
        };
    if (unwrapping instanceof Unwrapping.Opened opened) {
      seen.add(opened.dek());
    }
    return unwrapping;
  }

  private void requireVoice() {
    if (flaw == Flaw.SILENT) {
      throw new KekUnavailable("The token was taken out.", new IllegalStateException("gone"));
    }
  }

  @Override
  public SecretBytes derive(String label) {
    return kek.derive(label);
  }

  @Override
  public void close() {
    kek.close();
  }
}
