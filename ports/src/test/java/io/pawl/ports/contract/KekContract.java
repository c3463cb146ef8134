// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.KeyWrap;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Unwrapping;
import io.pawl.ports.driven.Unwrapping.Mismatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Everything a {@link Kek} promises. Implemented by one test class per kind, which brings the KEK
 * and inherits the tests; the rules are in {@code docs/contracts/kek.md}.
 */
public interface KekContract {

  /** Opens the KEK under test: the same one every time. */
  Kek open();

  /** Opens another KEK of the same kind. */
  Kek openAnother();

  @Test
  default void kek1_what_was_wrapped_unwraps_to_what_it_was() {
    try (Kek kek = open()) {
      for (KeyBinding binding : KekSample.everywhere()) {
        for (byte value : new byte[] {0, 1, Byte.MAX_VALUE, Byte.MIN_VALUE, -1}) {
          try (SecretBytes dek = KekSample.dek(value);
              SecretBytes opened = KekSample.opened(kek.unwrap(binding, kek.wrap(binding, dek)))) {
            assertThat(opened.isSameAs(dek)).as("%s", binding).isTrue();
          }
        }
      }
    }
  }

  @Test
  default void kek1_what_was_wrapped_unwraps_after_opening_the_kek_again() {
    WrappedDek wrapped = wrappedOnce();
    try (Kek kek = open();
        SecretBytes opened = KekSample.opened(kek.unwrap(KekSample.BINDING, wrapped));
        SecretBytes dek = KekSample.dek()) {
      assertThat(opened.isSameAs(dek)).isTrue();
    }
  }

  @Test
  default void kek2_what_was_moved_does_not_unwrap() {
    WrappedDek wrapped = wrappedOnce();
    try (Kek kek = open()) {
      for (KeyBinding elsewhere : KekSample.elsewhere()) {
        assertThat(kek.unwrap(elsewhere, wrapped)).isEqualTo(new Mismatch(elsewhere));
      }
    }
  }

  @Test
  default void kek3_what_was_altered_in_any_bit_does_not_unwrap() {
    WrappedDek wrapped = wrappedOnce();
    try (Kek kek = open()) {
      for (int bit = 0; bit < 8 * KeyWrap.LENGTH; bit++) {
        byte[] bytes = wrapped.bytes().toArray();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        assertMismatch(kek, bytes);
      }
    }
  }

  @Test
  default void kek3_what_is_longer_or_shorter_does_not_unwrap() {
    byte[] wrapped = wrappedOnce().bytes().toArray();
    try (Kek kek = open()) {
      for (int length : new int[] {0, 1, 11, 12, 28, 59, 61, 92, WrappedDek.LENGTH_MAX}) {
        assertMismatch(kek, Arrays.copyOf(wrapped, length));
      }
    }
  }

  @Test
  default void kek4_another_kek_does_not_unwrap_it() {
    WrappedDek wrapped = wrappedOnce();
    try (Kek kek = openAnother()) {
      assertMismatch(kek, wrapped.bytes().toArray());
    }
  }

  @Test
  default void kek5_a_wrapped_key_has_60_bytes_and_no_two_share_a_nonce() {
    Set<Bytes> nonces = new HashSet<>();
    for (int opening = 0; opening < 2; opening++) {
      try (Kek kek = open();
          SecretBytes dek = KekSample.dek()) {
        for (int n = 0; n < 100; n++) {
          Bytes wrapped = kek.wrap(KekSample.BINDING, dek).bytes();
          assertThat(wrapped.length()).isEqualTo(60);
          nonces.add(wrapped.prefix(KeyWrap.NONCE_LENGTH));
        }
      }
    }
    assertThat(nonces).hasSize(200);
  }

  @Test
  default void kek6_a_label_always_derives_the_same_key() {
    try (Kek kek = open();
        Kek again = open();
        SecretBytes one = kek.derive("pawl.one");
        SecretBytes oneAgain = kek.derive("pawl.one");
        SecretBytes oneOfAgain = again.derive("pawl.one")) {
      assertThat(one.isSameAs(oneAgain)).isTrue();
      assertThat(one.isSameAs(oneOfAgain)).isTrue();
    }
  }

  @Test
  default void kek7_another_label_and_another_kek_derive_another_key() {
    try (Kek kek = open();
        Kek another = openAnother();
        SecretBytes one = kek.derive("pawl.one");
        SecretBytes two = kek.derive("pawl.two");
        SecretBytes none = kek.derive("");
        SecretBytes oneOfAnother = another.derive("pawl.one")) {
      assertThat(one.isSameAs(two)).isFalse();
      assertThat(one.isSameAs(none)).isFalse();
      assertThat(one.isSameAs(oneOfAnother)).isFalse();
    }
  }

  @Test
  default void kek8_a_closed_kek_does_nothing_more() {
    WrappedDek wrapped = wrappedOnce();
    Kek kek = open();
    kek.close();
    kek.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> kek.wrap(KekSample.BINDING, KekSample.dek()));
    assertThatIllegalStateException().isThrownBy(() -> kek.unwrap(KekSample.BINDING, wrapped));
    assertThatIllegalStateException()
        .isThrownBy(() -> kek.unwrap(KekSample.BINDING, WrappedDek.NONE));
    assertThatIllegalStateException().isThrownBy(() -> kek.derive("pawl.one"));
  }

  @Test
  default void kek9_nothing_that_is_printed_has_bytes_of_a_key() {
    try (Kek kek = open();
        SecretBytes dek = KekSample.dek();
        SecretBytes derived = kek.derive("pawl.one")) {
      WrappedDek wrapped = kek.wrap(KekSample.BINDING, dek);
      Unwrapping opened = kek.unwrap(KekSample.BINDING, wrapped);
      String printed = List.of(kek, kek.kind(), wrapped, opened, derived).toString();

      assertThat(KekSample.traces(dek)).noneMatch(printed::contains);
      assertThat(KekSample.traces(derived)).noneMatch(printed::contains);
      KekSample.opened(opened).close();
    }
  }

  @Test
  default void kek10_keys_that_were_given_out_are_their_takers_own() {
    WrappedDek wrapped = wrappedOnce();
    Kek kek = open();
    try (SecretBytes dek = KekSample.dek();
        SecretBytes kept = KekSample.opened(kek.unwrap(KekSample.BINDING, wrapped));
        SecretBytes derived = kek.derive("pawl.one")) {
      List<SecretBytes> secrets = List.of(dek, kept, derived);
      List<List<String>> before = secrets.stream().map(KekSample::traces).toList();

      KekSample.opened(kek.unwrap(KekSample.BINDING, wrapped)).close();
      kek.derive("pawl.one").close();
      kek.wrap(KekSample.BINDING, dek);
      kek.close();

      assertThat(secrets.stream().map(KekSample::traces).toList()).isEqualTo(before);
    }
  }

  @Test
  default void kek11_any_thread_may_call() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    WrappedDek wrapped = wrappedOnce();
    try (Kek kek = open();
        SecretBytes dek = KekSample.opened(kek.unwrap(KekSample.BINDING, wrapped))) {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int n = 0; n < 200; n++) {
        answers.add(threads.submit(() -> doesAll(kek, dek)));
      }
      for (Future<Boolean> answer : answers) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static boolean doesAll(Kek kek, SecretBytes dek) {
    kek.derive("pawl.one").close();
    WrappedDek wrapped = kek.wrap(KekSample.BINDING, dek);
    try (SecretBytes opened = KekSample.opened(kek.unwrap(KekSample.BINDING, wrapped))) {
      return opened.isSameAs(dek);
    }
  }

  private WrappedDek wrappedOnce() {
    try (Kek kek = open();
        SecretBytes dek = KekSample.dek()) {
      return kek.wrap(KekSample.BINDING, dek);
    }
  }

  private static void assertMismatch(Kek kek, byte[] wrapped) {
    assertThat(kek.unwrap(KekSample.BINDING, new WrappedDek(Bytes.copyOf(wrapped))))
        .isEqualTo(new Mismatch(KekSample.BINDING));
  }
}
