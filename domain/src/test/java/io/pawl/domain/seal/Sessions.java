// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;
import java.util.Arrays;
import java.util.Optional;

/** Registrations, their receipts and sequences, and keys, as tests need them. */
public final class Sessions {
  public static final ClusterId CLUSTER = new ClusterId(1, 2);
  public static final DekId DEK = new DekId(7);
  static final Incarnation.Drawn LOAD = new Incarnation.Drawn(3, 4);
  static final NodeId NODE = new NodeId(0xabcd);

  private static final Sealer OTHERS =
      new Sealer(
          keystore(CLUSTER, new DekId(1), secret(0x55)),
          sequenceAt(CLUSTER, new DekId(1), new Nonce(new NodeSlot(1), new LocalEpoch(1), 1)));

  private Sessions() {}

  /**
   * The JDK's cipher refuses to use a nonce twice in a row, which tests do that seal the same value
   * again: between the two they seal another one.
   */
  static void forgetLastNonce() {
    OTHERS.seal(new byte[0], new byte[0], Sessions::unwanted);
  }

  static Registration registration(int epoch) {
    return new Registration(DEK, NODE, new LocalEpoch(epoch), LOAD);
  }

  static WriterRow rowOf(Registration registration) {
    return new WriterRow(
        registration.node(), new LocalEpoch(0), registration.epoch(), registration.incarnation());
  }

  static Receipts receipts() {
    return new Receipts(CLUSTER, NODE);
  }

  /** What a session under epoch 7 opens. */
  static NonceSequence sequence() {
    Registration registration = registration(7);
    return receipts().accept(registration, rowOf(registration), 1).open();
  }

  /** A sequence that goes on with this very nonce, which nothing outside of tests can have. */
  public static NonceSequence sequenceAt(ClusterId cluster, DekId dek, Nonce first) {
    Registration registration =
        new Registration(dek, new NodeId(1L << 16 | first.slot().value()), first.epoch(), LOAD);
    return new NonceSequence(cluster, registration, first.writeCount());
  }

  public static Keystore keystore(ClusterId cluster, DekId dek, SecretBytes key) {
    Keystore keys = new Keystore(cluster);
    keys.add(dek, Purpose.STORAGE, key)
        .ifPresent(
            refusal -> {
              throw new AssertionError(refusal.toString());
            });
    return keys;
  }

  static SecretBytes secret(int fill) {
    byte[] bytes = new byte[SecretBytes.LENGTH];
    Arrays.fill(bytes, (byte) fill);
    return SecretBytes.copyOf(bytes, SecretAccess.granted());
  }

  public static byte[] unwanted(SealRefusal refusal) {
    return Optional.<byte[]>empty()
        .orElseThrow(() -> new AssertionError(refusal.sentinel() + ": " + refusal.detail()));
  }

  /** The nonce an envelope shows. */
  static Nonce nonceOf(byte[] envelope) {
    return Envelope.decode(Bytes.copyOf(envelope))
        .orElse(
            malformed -> {
              throw new AssertionError(malformed.toString());
            })
        .nonce();
  }
}
