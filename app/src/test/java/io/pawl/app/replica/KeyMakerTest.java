// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.ports.driven.Entropy;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.fake.InMemoryKek;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a leader draws for ids is looked at before it is used. */
final class KeyMakerTest {
  private static final int EXTERNAL = 7;
  private static final int FIRST = 21;
  private static final int SECOND = 22;
  private static final int THIRD = 23;

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
    return Leader.with(
        new InMemoryKek(1), entropy, trial -> Leader.NAMES.stream().map(Leader::ready).toList());
  }
}
