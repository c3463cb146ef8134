// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.app.kek.KekSource;

/** Whether a node is to run with encryption. */
public sealed interface EncryptionChoice {

  EncryptionChoice OFF = new Off();

  record Off() implements EncryptionChoice {}

  /** It opens its KEK before anything else is opened. */
  record On(KekSource source) implements EncryptionChoice {}
}
