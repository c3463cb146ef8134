// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.offending;

import javax.crypto.Cipher;

/** Brings ciphers into decisions. */
public record CipherHolder(Cipher cipher) {}
