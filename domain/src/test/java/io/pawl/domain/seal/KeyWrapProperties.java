// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Damage;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

@Domain(SealingDomain.class)
class KeyWrapProperties {

  @Property
  void what_is_wrapped_unwraps_to_itself(
      @ForAll SecretBytes kek,
      @ForAll KeyBinding binding,
      @ForAll SecretBytes dek,
      @ForAll Bytes nonce) {
    WrappedDek wrapped = KeyWrap.wrap(kek, binding, dek, nonce);

    assertThat(wrapped.bytes().length()).isEqualTo(KeyWrap.LENGTH);
    assertThat(KeyWrap.unwrap(kek, binding, wrapped))
        .get()
        .matches(dek::isSameAs, "is the key that was wrapped");
  }

  @Property
  void moved_to_another_binding_it_does_not_unwrap(
      @ForAll SecretBytes kek,
      @ForAll KeyBinding here,
      @ForAll KeyBinding there,
      @ForAll Bytes nonce) {
    Assume.that(!here.equals(there));
    WrappedDek wrapped = KeyWrap.wrap(kek, here, kek, nonce);

    assertThat(KeyWrap.unwrap(kek, there, wrapped)).isEmpty();
  }

  @Property
  void another_kek_does_not_unwrap_it(
      @ForAll SecretBytes kek,
      @ForAll SecretBytes other,
      @ForAll KeyBinding binding,
      @ForAll Bytes nonce) {
    Assume.that(!kek.isSameAs(other));
    WrappedDek wrapped = KeyWrap.wrap(kek, binding, kek, nonce);

    assertThat(KeyWrap.unwrap(other, binding, wrapped)).isEmpty();
  }

  @Property
  void any_flipped_bit_keeps_it_from_unwrapping(
      @ForAll SecretBytes kek,
      @ForAll KeyBinding binding,
      @ForAll Bytes nonce,
      @ForAll @IntRange(max = 8 * KeyWrap.LENGTH - 1) int bit) {
    WrappedDek wrapped = KeyWrap.wrap(kek, binding, kek, nonce);
    WrappedDek flipped = new WrappedDek(Damage.flipped(wrapped.bytes(), bit));

    assertThat(KeyWrap.unwrap(kek, binding, flipped)).isEmpty();
  }

  @Property
  void a_part_of_it_or_more_than_it_does_not_unwrap(
      @ForAll SecretBytes kek,
      @ForAll KeyBinding binding,
      @ForAll Bytes nonce,
      @ForAll @Size(min = 1, max = 40) byte[] more) {
    Bytes wrapped = KeyWrap.wrap(kek, binding, kek, nonce).bytes();

    assertThat(Damage.truncationsOf(wrapped))
        .allSatisfy(
            part -> assertThat(KeyWrap.unwrap(kek, binding, new WrappedDek(part))).isEmpty());
    assertThat(KeyWrap.unwrap(kek, binding, new WrappedDek(Damage.extended(wrapped, more))))
        .isEmpty();
  }
}
