// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cluster.KekFiles;
import io.pawl.app.kek.KekSource;
import io.pawl.domain.cohort.MemberAnswer;
import io.pawl.domain.cohort.Trial;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.ports.driven.Entropy;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Unwrapping;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.fake.InMemoryKek;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a leader draws for ids is looked at before it is used, and every key is drawn anew. */
final class KeyMakerTest {
  private static final int EXTERNAL = 7;
  private static final int FIRST = 21;
  private static final int SECOND = 22;
  private static final int THIRD = 23;
  private static final int ROTATIONS = 50;

  @Test
  void zero_is_no_id() {
    try (Leader leader = leaderThatDraws(0, FIRST, 0, 0, SECOND).bootstrapped()) {
      assertThat(leader.active()).containsExactly(id(FIRST), id(SECOND));
    }
  }

  @Test
  void the_two_first_keys_have_two_ids() {
    try (Leader leader = leaderThatDraws(FIRST, FIRST, SECOND).bootstrapped()) {
      assertThat(leader.active()).containsExactly(id(FIRST), id(SECOND));
    }
  }

  @Test
  void an_id_that_writers_have_registered_under_is_not_given_to_a_key() {
    try (Leader leader = leaderThatDraws(EXTERNAL, FIRST, EXTERNAL, SECOND)) {
      leader.apply(new WriterRegistration(Leader.registration(id(EXTERNAL), 1, 0)));

      leader.bootstrapped();

      assertThat(leader.active()).containsExactly(id(FIRST), id(SECOND));
    }
  }

  @Test
  void a_rotation_takes_no_id_of_the_ring_old_or_active() {
    try (Leader leader = leaderThatDraws(FIRST, SECOND, SECOND, FIRST, THIRD, FIRST, 31)) {
      leader.bootstrapped();
      leader.apply(((KeyRuling.Append) leader.rotate(Purpose.STORAGE)).entry());
      leader.apply(((KeyRuling.Append) leader.rotate(Purpose.STORAGE)).entry());

      assertThat(leader.active()).containsExactly(id(31), id(SECOND));
      assertThat(leader.ring().keys())
          .extracting(RingKey::id)
          .containsExactlyInAnyOrder(id(FIRST), id(SECOND), id(THIRD), id(31));
    }
  }

  /** What is wrapped differs by its nonce, so only the keys themselves tell. */
  @Test
  void no_two_keys_of_a_ring_have_the_same_bytes(@TempDir Path folder) {
    try (Kek kek = new KekSource.InFile(KekFiles.make(folder.resolve("kek"), 1)).open();
        Leader leader = Leader.with(kek, new SecureRandom()::nextBytes, KeyMakerTest::everybody)) {
      leader.bootstrapped();
      for (int n = 0; n < ROTATIONS; n++) {
        leader.apply(((KeyRuling.Append) leader.rotate(Purpose.STORAGE)).entry());
        leader.apply(((KeyRuling.Append) leader.rotate(Purpose.RAFT)).entry());
      }

      List<SecretBytes> keys = leader.ring().keys().stream().map(key -> opened(kek, key)).toList();

      assertThat(keys).hasSize(2 + 2 * ROTATIONS);
      assertThat(pairsOfOneKey(keys)).isZero();
      keys.forEach(SecretBytes::close);
    }
  }

  private static SecretBytes opened(Kek kek, RingKey key) {
    KeyBinding binding = new KeyBinding(Leader.CLUSTER, key.id(), key.purpose());
    return ((Unwrapping.Opened) kek.unwrap(binding, key.wrapped())).dek();
  }

  private static int pairsOfOneKey(List<SecretBytes> keys) {
    int pairs = 0;
    for (int one = 0; one < keys.size(); one++) {
      for (int other = 0; other < one; other++) {
        pairs += keys.get(one).isSameAs(keys.get(other)) ? 1 : 0;
      }
    }
    return pairs;
  }

  private static List<MemberAnswer> everybody(Trial trial) {
    return Leader.NAMES.stream().map(Leader::ready).toList();
  }

  private static DekId id(int value) {
    return new DekId(value);
  }

  /** These ids; keys are drawn as always, and are longer. */
  private static Leader leaderThatDraws(int... ids) {
    Deque<Integer> script = new ArrayDeque<>();
    for (int id : ids) {
      script.add(id);
    }
    SplittableRandom random = new SplittableRandom(7);
    Entropy entropy =
        bytes -> {
          if (bytes.length == Integer.BYTES) {
            ByteBuffer.wrap(bytes).putInt(script.remove());
          } else {
            random.nextBytes(bytes);
          }
        };
    return Leader.with(new InMemoryKek(1), entropy, KeyMakerTest::everybody);
  }
}
