// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import io.pawl.domain.key.DekId;
import io.pawl.domain.seal.Keystore;
import io.pawl.domain.seal.NonceSequence;
import io.pawl.domain.seal.RegistrationReceipt;
import io.pawl.domain.seal.SealRefusal;
import io.pawl.domain.seal.Sealer;
import io.pawl.domain.writer.Registration;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/**
 * Seals under one key and one epoch, which nobody else ever uses. Any thread may call. It goes on
 * sealing after a rotation, which is as safe and merely old; a {@link Vault} moves on by itself.
 */
public final class WriterSession {

  private final Registration registration;
  private final long index;
  private final NonceSequence nonces;
  private final Sealer sealer;

  private WriterSession(RegistrationReceipt receipt, Keystore keys) {
    this.registration = receipt.registration();
    this.index = receipt.index();
    this.nonces = receipt.open();
    this.sealer = new Sealer(keys, nonces);
  }

  /** Uses the receipt up. */
  static WriterSession of(RegistrationReceipt receipt, Keystore keys) {
    return new WriterSession(receipt, keys);
  }

  /** As {@link Sealer#seal(ByteBuffer, ByteBuffer, ByteBuffer)}. */
  public Optional<SealRefusal> seal(ByteBuffer text, ByteBuffer context, ByteBuffer envelope) {
    return sealer.seal(text, context, envelope);
  }

  /** As {@link Sealer#seal(byte[], byte[], Function)}. */
  public byte[] seal(byte[] text, byte[] context, Function<SealRefusal, byte[]> refused) {
    return sealer.seal(text, context, refused);
  }

  public DekId dek() {
    return registration.dek();
  }

  public Registration registration() {
    return registration;
  }

  /** Where the registration is committed. */
  public long index() {
    return index;
  }

  /** How many nonces are given, unsigned: no more values than that were sealed. */
  public long given() {
    return nonces.given();
  }

  /** How many more sessions this writer can open under this key. */
  public int epochsLeft() {
    return registration.epoch().left();
  }

  /** Whether it is time to rotate the key. */
  public boolean isNearTheLastEpoch() {
    return registration.epoch().isNearTheLast();
  }

  @Override
  public String toString() {
    return "session of " + registration;
  }
}
