// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;

/** A key as a keystore holds it, with the part of the additional data that is always the same. */
final class HeldKey implements AutoCloseable {
  static final int BOUND_LENGTH = 1 + 1 + 4 + 1 + 16;

  private final DekId id;
  private final Purpose purpose;
  private final SecretBytes secret;
  private final AesKey key;
  private final byte[] bound;

  HeldKey(ClusterId cluster, DekId id, Purpose purpose, SecretBytes secret) {
    this.id = id;
    this.purpose = purpose;
    this.secret = secret;
    this.key = new AesKey(secret);
    this.bound =
        ByteBuffer.allocate(BOUND_LENGTH)
            .put((byte) Envelope.VERSION)
            .put((byte) Envelope.NO_FLAG)
            .putInt((int) id.value())
            .put((byte) purpose.code())
            .putLong(cluster.high())
            .putLong(cluster.low())
            .array();
  }

  private HeldKey(HeldKey other) {
    this.id = other.id;
    this.purpose = other.purpose;
    this.secret = other.secret;
    this.key = other.key.again();
    this.bound = other.bound.clone();
  }

  /** The same key, in objects that no other thread reads; it is dropped when this one is. */
  HeldKey forOneThread() {
    return new HeldKey(this);
  }

  /** Whether this is a key of the very same secret, dropped with it. */
  boolean isOver(SecretBytes other) {
    return secret == other;
  }

  boolean isDropped() {
    return key.isDestroyed();
  }

  DekId id() {
    return id;
  }

  SecretBytes secret() {
    return secret;
  }

  /** What a cipher is given. */
  AesKey key() {
    return key;
  }

  /**
   * Looks why a cipher refused the key. One that was dropped a moment ago has no bytes any more,
   * and a refusal of any other key is a bug.
   */
  void requireDropped(InvalidKeyException refusal) {
    if (!isDropped()) {
      throw AesGcm.notGiven(refusal);
    }
  }

  /** Version, flag, key id, purpose and cluster: what comes before the caller's context. */
  byte[] bound() {
    return bound;
  }

  boolean isSameAs(HeldKey other) {
    return id.equals(other.id) && purpose == other.purpose && secret.isSameAs(other.secret);
  }

  /** Whether both cannot be held: one id, or one key's bytes under two ids. */
  boolean conflictsWith(HeldKey other) {
    return (id.equals(other.id) || secret.isSameAs(other.secret)) && !isSameAs(other);
  }

  @Override
  public void close() {
    secret.close();
  }

  @Override
  public String toString() {
    return "key " + id + ", " + purpose;
  }
}
