// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static io.pawl.domain.seal.Sessions.CLUSTER;
import static io.pawl.domain.seal.Sessions.secret;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import org.junit.jupiter.api.Test;

class OwnKeysTest {
  private final OwnKeys own = new OwnKeys();
  private final Keystore keys = keystore(7, 15);
  private final KeyUser user = new Opener(keys);
  private final KeyUser other = new Opener(keys);

  @Test
  void a_key_is_at_hand_from_its_first_use_on() {
    HeldKey held = requireNonNull(keys.held(7));
    HeldKey first = own.key(user, 7);

    assertThat(first).isNotSameAs(held).matches(held::isSameAs, "is the same key");
    assertThat(own.key(user, 7)).isSameAs(first);
  }

  @Test
  void a_key_that_is_not_held_is_nowhere() {
    assertThat(own.key(user, 8)).isNull();
  }

  /** Two keys of one place: whoever is there stays, and the other one is used where it is. */
  @Test
  void a_key_without_room_is_used_where_it_is() {
    HeldKey seven = own.key(user, 7);

    assertThat(own.key(user, 15)).isSameAs(keys.held(15));
    assertThat(own.key(user, 7)).isSameAs(seven);
  }

  /** It has the same id and the same bytes, and is dropped by itself. */
  @Test
  void a_key_of_another_keystore_is_not_taken_for_it() {
    Keystore others = keystore(7);
    HeldKey seven = own.key(user, 7);

    assertThat(own.key(new Opener(others), 7)).isSameAs(others.held(7));
    assertThat(own.key(user, 7)).isSameAs(seven);
  }

  @Test
  void a_key_that_somebody_else_has_at_hand_is_passed_on() {
    HeldKey seven = own.key(user, 7);

    assertThat(own.key(other, 7)).isSameAs(seven);
    assertThat(own.key(user, 7)).isSameAs(seven);
  }

  @Test
  void a_key_that_is_dropped_is_not_found_and_makes_room() {
    HeldKey seven = requireNonNull(own.key(user, 7));
    keys.drop(new DekId(7));

    assertThat(seven.isDropped()).isTrue();
    assertThat(seven.key().getEncoded()).isNull();
    assertThat(own.key(user, 7)).isNull();
    HeldKey fifteen = own.key(other, 15);
    assertThat(own.key(other, 15)).isSameAs(fifteen).isNotSameAs(keys.held(15));
  }

  /** It comes back as another object, and nobody goes on with the one that was zeroed. */
  @Test
  void a_key_that_is_dropped_and_held_again_is_found_anew() {
    HeldKey before = own.key(user, 7);
    keys.drop(new DekId(7));
    add(keys, 7);

    assertThat(own.key(user, 7)).isNotSameAs(before).matches(key -> !key.isDropped());
  }

  @Test
  void every_key_id_has_a_place() {
    Keystore last = keystore(DekId.MAX);
    KeyUser opener = new Opener(last);

    HeldKey first = requireNonNull(own.key(opener, DekId.MAX));
    assertThat(first).isNotSameAs(last.held(DekId.MAX));
    assertThat(own.key(opener, DekId.MAX)).isSameAs(first);
  }

  private static Keystore keystore(long... ids) {
    Keystore keys = new Keystore(CLUSTER);
    for (long id : ids) {
      add(keys, id);
    }
    return keys;
  }

  private static void add(Keystore keys, long id) {
    assertThat(keys.add(new DekId(id), Purpose.STORAGE, secret((int) (id & 0x7f)))).isEmpty();
  }
}
