// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretBytes;

/**
 * A key encryption key that is open for use. It wraps DEKs and unwraps them, and never hands itself
 * out. Any thread may call; a call after {@link #close()} is a bug of the caller ({@link
 * IllegalStateException}).
 */
public interface Kek extends AutoCloseable {

  /** What kind of KEK it is, in one word: {@code file}, {@code pkcs11}. */
  String kind();

  /**
   * Wraps a DEK under a nonce that was never used before.
   *
   * @throws KekUnavailable what holds the KEK does not answer
   */
  WrappedDek wrap(KeyBinding binding, SecretBytes dek);

  /**
   * Opens a wrapped DEK, if it was wrapped under this KEK and for this binding.
   *
   * @throws KekUnavailable what holds the KEK does not answer
   */
  Unwrapping unwrap(KeyBinding binding, WrappedDek wrapped);

  /**
   * A key for authenticating what a node keeps on its disk. The same KEK and label always give the
   * same key, and it tells nothing of the KEK.
   *
   * @throws KekUnavailable what holds the KEK does not answer
   */
  SecretBytes derive(String label);

  @Override
  void close();
}
