// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pawl.app.kek.SoftToken.Fate;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.contract.KekContract;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.KekUnavailable;
import io.pawl.ports.driven.Unwrapping.Opened;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A KEK in a token of SoftHSM2 keeps every rule of the contract. Runs with {@code -Ppkcs11}. */
@Tag("pkcs11")
final class Pkcs11KekTest implements KekContract {
  private static final SoftToken TOKEN = filledToken();
  private static final KeyBinding BINDING =
      new KeyBinding(new ClusterId(1, 2), new DekId(3), Purpose.RAFT);

  private static SoftToken filledToken() {
    try {
      SoftToken token = SoftToken.ofThisRun();
      token.put("kek", bytes(32, 1), Fate.STAYS);
      token.put("another", bytes(32, 2), Fate.STAYS);
      token.put("short", bytes(16, 3), Fate.STAYS);
      token.put("middle", bytes(24, 3), Fate.STAYS);
      token.put("wrappable", bytes(32, 4), Fate.CAN_BE_WRAPPED_OUT);
      token.put("readable", bytes(32, 5), Fate.CAN_BE_READ);
      return token;
    } catch (IOException | GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static Bytes bytes(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return Bytes.copyOf(bytes);
  }

  @Override
  public Kek open() {
    return TOKEN.source("kek").open();
  }

  @Override
  public Kek openAnother() {
    return TOKEN.source("another").open();
  }

  @Test
  void its_kind_is_pkcs11() {
    try (Kek kek = open()) {
      assertThat(kek.kind()).isEqualTo("pkcs11");
    }
  }

  @Test
  void a_file_with_the_bytes_of_the_token_opens_what_the_token_wrapped_and_back(
      @TempDir Path folder) throws IOException {
    Path file = new Place(folder).file("kek", bytes(32, 1).toArray());
    try (Kek inToken = open();
        Kek inFile = new KekSource.InFile(file).open();
        SecretBytes dek = SecretBytes.copyOf(bytes(32, 7).toArray(), SecretAccess.granted())) {
      assertOpens(inFile, inToken.wrap(BINDING, dek), dek);
      assertOpens(inToken, inFile.wrap(BINDING, dek), dek);
    }
  }

  private static void assertOpens(Kek kek, WrappedDek wrapped, SecretBytes dek) {
    assertThat(kek.unwrap(BINDING, wrapped))
        .isInstanceOfSatisfying(
            Opened.class, opened -> assertThat(opened.dek().isSameAs(dek)).isTrue());
  }

  /** The file derives from its bytes, the token from what it encrypts. */
  @Test
  void a_file_with_the_bytes_of_the_token_derives_other_keys(@TempDir Path folder)
      throws IOException {
    Path file = new Place(folder).file("kek", bytes(32, 1).toArray());
    try (Kek inToken = open();
        Kek inFile = new KekSource.InFile(file).open();
        SecretBytes one = inToken.derive("pawl.one");
        SecretBytes other = inFile.derive("pawl.one")) {
      assertThat(one.isSameAs(other)).isFalse();
    }
  }

  @Test
  void a_key_that_can_leave_the_token_is_insecure() {
    assertRefused(Sentinel.KEK_INSECURE, () -> TOKEN.source("wrappable").open());
    assertRefused(Sentinel.KEK_INSECURE, () -> TOKEN.source("readable").open());
  }

  @Test
  void a_key_of_another_size_is_malformed() {
    assertRefused(Sentinel.KEK_MALFORMED, () -> TOKEN.source("short").open());
    assertRefused(Sentinel.KEK_MALFORMED, () -> TOKEN.source("middle").open());
  }

  @Test
  void a_key_that_is_not_there_is_unavailable() {
    assertRefused(Sentinel.KEK_UNAVAILABLE, () -> TOKEN.source("nobody").open());
  }

  @Test
  void a_slot_without_a_token_is_unavailable() {
    for (long slot : new long[] {1, TOKEN.slot() + 1}) {
      TokenKey key = new TokenKey(SoftToken.LIBRARY, slot, "kek");

      assertRefused(
          Sentinel.KEK_UNAVAILABLE, () -> new KekSource.InToken(key, Pin.of(SoftToken.PIN)).open());
    }
  }

  @Test
  void a_wrong_pin_is_unavailable_and_not_printed() throws Exception {
    String wrong = "7-wrong-PIN-7";
    TOKEN.logOut();

    assertRefused(
        Sentinel.KEK_UNAVAILABLE,
        () -> new KekSource.InToken(TOKEN.key("kek"), Pin.of(wrong)).open());
  }

  @Test
  void a_pin_in_a_file_opens_the_token(@TempDir Path folder) throws Exception {
    byte[] line = (SoftToken.PIN + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = new Place(folder).file("pin", line);
    TOKEN.logOut();

    new KekSource.InToken(TOKEN.key("kek"), Pin.inFile(file)).open().close();
  }

  /** A mismatch would send its reader after the wrong thing. */
  @Test
  void a_token_that_ended_the_session_is_unavailable_and_no_mismatch() throws Exception {
    try (Kek kek = open();
        SecretBytes dek = SecretBytes.copyOf(new byte[32], SecretAccess.granted())) {
      WrappedDek wrapped = kek.wrap(BINDING, dek);
      TOKEN.logOut();

      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> kek.wrap(BINDING, dek),
              () -> kek.unwrap(BINDING, wrapped),
              () -> kek.derive("pawl.one"))) {
        KekUnavailable fault = catchThrowableOfType(KekUnavailable.class, call);

        assertThat(fault.sentinel()).isEqualTo(Sentinel.KEK_UNAVAILABLE);
      }
    }
  }

  private static void assertRefused(Sentinel sentinel, ThrowingCallable opening) {
    Fault fault = catchThrowableOfType(Fault.class, opening);

    assertThat(fault.sentinel()).as(fault.detail()).isEqualTo(sentinel);
    assertThat(fault.detail()).hasLineCount(1).contains(SoftToken.LIBRARY.toString());
    for (Throwable told = fault; told != null; told = told.getCause()) {
      assertThat(told.toString()).doesNotContain("PIN-");
    }
  }
}
