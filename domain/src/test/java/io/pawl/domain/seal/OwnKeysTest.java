// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static io.pawl.domain.seal.Sessions.CLUSTER;
import static io.pawl.domain.seal.Sessions.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import org.junit.jupiter.api.Test;

class OwnKeysTest {
  private static final Object USER = "one user";
  private static final Object OTHER = "another user";

  private final OwnKeys keys = new OwnKeys();
  private final HeldKey seven = held(7);
  private final HeldKey fifteen = held(15);

  @Test
  void a_key_is_found_by_its_user_under_its_id() {
    assertThat(keys.find(USER, 7)).isNull();

    HeldKey own = keys.takeIn(USER, seven);

    assertThat(own).isNotSameAs(seven).matches(seven::isSameAs, "is the same key");
    assertThat(keys.find(USER, 7)).isSameAs(own);
    assertThat(keys.find(OTHER, 7)).isNull();
    assertThat(keys.find(USER, 15)).isNull();
    assertThat(keys.find(USER, 8)).isNull();
  }

  /** Two keys of one place: whoever is there stays, and the other one is used where it is. */
  @Test
  void a_key_without_room_is_used_where_it_is() {
    HeldKey own = keys.takeIn(USER, seven);

    assertThat(keys.takeIn(USER, fifteen)).isSameAs(fifteen);
    assertThat(keys.find(USER, 15)).isNull();
    assertThat(keys.find(USER, 7)).isSameAs(own);
    HeldKey anothersSeven = held(7);
    assertThat(keys.takeIn(OTHER, anothersSeven)).isSameAs(anothersSeven);
  }

  @Test
  void a_key_that_somebody_else_has_at_hand_is_passed_on() {
    HeldKey own = keys.takeIn(USER, seven);

    assertThat(keys.takeIn(OTHER, seven)).isSameAs(own);
    assertThat(keys.find(OTHER, 7)).isSameAs(own);
    assertThat(keys.find(USER, 7)).isNull();
  }

  @Test
  void a_key_that_is_dropped_is_not_found_and_makes_room() {
    HeldKey own = keys.takeIn(USER, seven);
    seven.close();

    assertThat(own.isDropped()).isTrue();
    assertThat(own.key().getEncoded()).isNull();
    assertThat(keys.find(USER, 7)).isNull();
    HeldKey next = keys.takeIn(OTHER, fifteen);
    assertThat(keys.find(OTHER, 15)).isSameAs(next).isNotSameAs(fifteen);
  }

  @Test
  void every_key_id_has_a_place() {
    HeldKey last = held(DekId.MAX);

    assertThat(keys.find(USER, DekId.MAX)).isNull();
    assertThat(keys.takeIn(USER, last)).isSameAs(keys.find(USER, DekId.MAX));
  }

  private static HeldKey held(long id) {
    return new HeldKey(CLUSTER, new DekId(id), Purpose.STORAGE, secret((int) (id & 0x7f)));
  }
}
