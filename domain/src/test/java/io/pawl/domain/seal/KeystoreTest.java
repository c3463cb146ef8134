// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static io.pawl.domain.seal.Sessions.CLUSTER;
import static io.pawl.domain.seal.Sessions.DEK;
import static io.pawl.domain.seal.Sessions.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.seal.SealRefusal.KeyConflict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeystoreTest {
  private static final DekId OTHER = new DekId(DekId.MAX);
  private static final byte[] CONTEXT = {4, 5};

  private final Keystore keys = new Keystore(CLUSTER);

  @Test
  void keys_are_held_until_they_are_dropped() {
    assertThat(keys.add(OTHER, Purpose.RAFT, secret(2))).isEmpty();
    assertThat(keys.add(DEK, Purpose.STORAGE, secret(1))).isEmpty();
    assertThat(keys.ids()).containsExactly(DEK, OTHER);
    assertThat(keys.holds(DEK)).isTrue();
    assertThat(keys.holds(new DekId(8))).isFalse();

    keys.drop(DEK);
    keys.drop(DEK);

    assertThat(keys.ids()).containsExactly(OTHER);
    keys.close();
    assertThat(keys.ids()).isEmpty();
  }

  @Test
  void the_same_key_again_is_no_conflict() {
    assertThat(keys.add(DEK, Purpose.STORAGE, secret(1))).isEmpty();

    assertThat(keys.add(DEK, Purpose.STORAGE, secret(1))).isEmpty();
    assertThat(keys.ids()).containsExactly(DEK);
  }

  @Test
  void a_key_id_never_changes_its_bytes_or_its_purpose() {
    KeyConflict conflict = new KeyConflict(DEK, DEK);
    assertThat(keys.add(DEK, Purpose.STORAGE, secret(1))).isEmpty();

    assertThat(keys.add(DEK, Purpose.STORAGE, secret(2))).contains(conflict);
    assertThat(keys.add(DEK, Purpose.RAFT, secret(1))).contains(conflict);
    assertThat(conflict.sentinel()).isEqualTo(Sentinel.KEY_CONFLICT);
    assertThat(keys.ids()).containsExactly(DEK);
  }

  @Test
  void no_two_keys_share_their_bytes() {
    assertThat(keys.add(DEK, Purpose.STORAGE, secret(1))).isEmpty();

    assertThat(keys.add(OTHER, Purpose.RAFT, secret(1))).contains(new KeyConflict(OTHER, DEK));
  }

  @Test
  void it_holds_a_copy_of_its_own() {
    SecretBytes given = secret(1);
    assertThat(keys.add(DEK, Purpose.STORAGE, given)).isEmpty();

    given.close();

    assertThat(keys.add(DEK, Purpose.STORAGE, secret(1))).isEmpty();
  }

  @Test
  void what_is_dropped_is_zeroed_and_nothing_else() {
    assertThat(keys.add(DEK, Purpose.STORAGE, secret(1))).isEmpty();
    assertThat(keys.add(OTHER, Purpose.STORAGE, secret(2))).isEmpty();
    SecretBytes dropped = keys.held().get(0).secret();
    SecretBytes kept = keys.held().get(1).secret();

    keys.drop(DEK);

    assertThat(dropped).matches(secret(0)::isSameAs, "is zeroes");
    assertThat(kept).matches(secret(2)::isSameAs, "is as it was");
    keys.close();
    assertThat(kept).matches(secret(0)::isSameAs, "is zeroes");
  }

  @Test
  void a_dropped_key_may_come_back() {
    assertThat(keys.add(DEK, Purpose.STORAGE, secret(1))).isEmpty();
    keys.drop(DEK);

    assertThat(keys.add(DEK, Purpose.STORAGE, secret(1))).isEmpty();
  }

  @Test
  void a_keystore_that_is_closed_holds_no_key_ever_after() {
    keys.close();

    assertThatThrownBy(() -> keys.add(DEK, Purpose.STORAGE, secret(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(keys.ids()).isEmpty();
  }

  /** Whoever adds or drops a key has the keystore to itself, for however long. */
  @Test
  void who_only_reads_does_not_wait_for_who_changes_the_keys() throws Exception {
    OneSession session = OneSession.begin();
    byte[] text = {1, 2, 3};

    synchronized (session.keys()) {
      CompletableFuture<byte[]> opened =
          CompletableFuture.supplyAsync(
              () -> {
                assertThat(session.keys().ids()).containsExactly(DEK);
                assertThat(session.keys().holds(DEK)).isTrue();
                byte[] envelope = session.sealer().seal(text, CONTEXT, Sessions::unwanted);
                return session.opener().open(envelope, CONTEXT, Sessions::unwanted);
              },
              work -> new Thread(work, "reader").start());

      assertThat(opened.get(30, TimeUnit.SECONDS)).isEqualTo(text);
    }
  }

  @Test
  void it_prints_ids_and_nothing_else() {
    assertThat(keys.add(DEK, Purpose.STORAGE, secret(0x41))).isEmpty();

    assertThat(keys).hasToString("Keystore[7]");
    assertThat(new HeldKey(CLUSTER, DEK, Purpose.STORAGE, secret(0x41)))
        .hasToString("key 7, STORAGE");
  }
}
