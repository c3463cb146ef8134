// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.Hkdf;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.KeyWrap;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Unwrapping;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A KEK that was read from a file and is in memory until it is closed: its bytes know of that. */
final class FileKek implements Kek {
  static final String KIND = "file";

  /** One byte more than there should be, so that it is noticed. */
  private static final int READ_MOST = SecretBytes.LENGTH + 1;

  private final SecretBytes kek;
  private final Nonces nonces;

  private FileKek(SecretBytes kek, Nonces nonces) {
    this.kek = kek;
    this.nonces = nonces;
  }

  static FileKek open(Path path, SecureRandom random) {
    return open(path, new PrivateFile(path), random);
  }

  static FileKek open(Path path, PrivateFile file, SecureRandom random) {
    SecretBytes kek = file.read(READ_MOST, bytes -> key(path, bytes));
    return new FileKek(kek, new Nonces(random));
  }

  private static SecretBytes key(Path path, byte[] bytes) {
    if (bytes.length < SecretBytes.LENGTH) {
      throw malformed("%s has %s bytes.".formatted(path, bytes.length));
    }
    if (bytes.length > SecretBytes.LENGTH) {
      throw malformed(
          bytes[SecretBytes.LENGTH] == '\n'
              ? "%s has a line break after the 32nd byte.".formatted(path)
              : "%s has more than 32 bytes.".formatted(path));
    }
    return SecretBytes.copyOf(bytes, SecretAccess.granted());
  }

  private static KekRefused malformed(String detail) {
    return new KekRefused(Sentinel.KEK_MALFORMED, detail);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public WrappedDek wrap(KeyBinding binding, SecretBytes dek) {
    return KeyWrap.wrap(kek, binding, dek, nonces.next());
  }

  @Override
  public Unwrapping unwrap(KeyBinding binding, WrappedDek wrapped) {
    return Unwrapping.of(binding, KeyWrap.unwrap(kek, binding, wrapped));
  }

  @Override
  public SecretBytes derive(String label) {
    return Hkdf.derive(kek, label);
  }

  @Override
  public void close() {
    kek.close();
  }
}
