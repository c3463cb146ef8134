// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.Hkdf;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.KeyWrap;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Unwrapping;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A KEK in memory whose bytes all come from one number: two of one number open each other's keys.
 * Everything in {@code docs/contracts/kek.md} holds for it. Its nonces count on from wherever the
 * last one in this process ended, so that runs repeat.
 */
public final class InMemoryKek implements Kek {
  private static final AtomicLong WRAPPED = new AtomicLong();

  private final SecretBytes kek;

  public InMemoryKek(int number) {
    byte[] bytes = new byte[SecretBytes.LENGTH];
    Arrays.fill(bytes, (byte) number);
    this.kek = SecretBytes.copyOf(bytes, SecretAccess.granted());
  }

  @Override
  public String kind() {
    return "memory";
  }

  @Override
  public WrappedDek wrap(KeyBinding binding, SecretBytes dek) {
    Bytes nonce =
        ByteTape.ofLength(KeyWrap.NONCE_LENGTH).u32(0).u64(WRAPPED.incrementAndGet()).bytes();
    return KeyWrap.wrap(kek, binding, dek, nonce);
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
