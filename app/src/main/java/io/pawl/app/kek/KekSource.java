// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.KekUnavailable;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Where a KEK comes from. It is looked at only when it is opened. */
public sealed interface KekSource {

  /**
   * Opens the KEK for its taker to close.
   *
   * @throws KekRefused there is none, or it is not fit to be used; nothing was made or changed
   * @throws KekUnavailable what holds it does not answer
   */
  Kek open();

  /** In words, without secrets. */
  @Override
  String toString();

  /** None was named. */
  record NotGiven() implements KekSource {
    @Override
    public Kek open() {
      throw new KekRefused(Sentinel.KEK_REQUIRED, "No KEK was named.");
    }

    @Override
    public String toString() {
      return "none";
    }
  }

  /** The bytes of a file. */
  record InFile(Path file) implements KekSource {
    @Override
    public Kek open() {
      return FileKek.open(file, new SecureRandom());
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** A key that stays in a token. */
  record InToken(TokenKey key, Pin pin) implements KekSource {
    @Override
    public Kek open() {
      return Pkcs11Kek.open(key, pin, new SecureRandom());
    }

    @Override
    public String toString() {
      return key.toString();
    }
  }
}
