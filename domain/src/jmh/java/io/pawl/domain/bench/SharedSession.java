// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.seal.Keystore;
import io.pawl.domain.seal.Opener;
import io.pawl.domain.seal.Receipts;
import io.pawl.domain.seal.Sealer;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;
import java.security.GeneralSecurityException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What the threads share: one session and its keystore here, and of Tink its primitive and a key
 * set of one key. Tink gives programs the key set, which finds the key by what stands before the
 * sealed text, as a keystore does. The primitive alone does less than either.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class SharedSession {
  static final ClusterId CLUSTER = new ClusterId(1, 2);
  static final DekId DEK = new DekId(7);

  byte[] key;
  Sealer sealer;
  Opener opener;
  Aead tink;
  Aead tinkKeyset;

  /** Where threads wait for each other. */
  CyclicBarrier meeting;

  private int rounds;

  /** Each run has a key of its own, because each counts from 1. */
  @Setup
  public void open(BenchmarkParams run) throws GeneralSecurityException {
    key = new byte[SecretBytes.LENGTH];
    ThreadLocalRandom.current().nextBytes(key);
    Keystore keys = new Keystore(CLUSTER);
    try (SecretBytes dek = SecretBytes.copyOf(key, SecretAccess.granted())) {
      if (keys.add(DEK, Purpose.STORAGE, dek).isPresent()) {
        throw new IllegalStateException("The key is not held.");
      }
    }
    Incarnation.Drawn incarnation = new Incarnation.Drawn(1, 2);
    NodeId node = new NodeId(9);
    Registration registration = new Registration(DEK, node, new LocalEpoch(0), incarnation);
    WriterRow row = new WriterRow(node, new LocalEpoch(0), new LocalEpoch(0), incarnation);
    Receipts receipts = new Receipts(CLUSTER, node);
    sealer = new Sealer(keys, receipts.accept(registration, row, 1).open());
    opener = new Opener(keys);
    tink = new AesGcmJce(key);
    tinkKeyset = keyset();
    meeting = new CyclicBarrier(run.getThreads());
  }

  /**
   * Moves what was made for this turn, and used once by every thread, to where the collector keeps
   * what lives long. In a program that has run for a minute it is there.
   */
  @Setup(Level.Iteration)
  public void age() {
    if (rounds == 1) {
      System.gc();
    }
    rounds++;
  }

  private static Aead keyset() throws GeneralSecurityException {
    AeadConfig.register();
    return KeysetHandle.newBuilder()
        .addEntry(
            KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()
                .makePrimary())
        .build()
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }
}
