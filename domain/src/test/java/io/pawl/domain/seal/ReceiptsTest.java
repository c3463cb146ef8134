// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static io.pawl.domain.seal.Sessions.DEK;
import static io.pawl.domain.seal.Sessions.LOAD;
import static io.pawl.domain.seal.Sessions.NODE;
import static io.pawl.domain.seal.Sessions.registration;
import static io.pawl.domain.seal.Sessions.rowOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsTest {
  private static final LocalEpoch ZERO = new LocalEpoch(0);
  private static final LocalEpoch SEVEN = new LocalEpoch(7);
  private static final LocalEpoch EIGHT = new LocalEpoch(8);
  private static final Incarnation ANOTHER = new Incarnation.Drawn(3, 5);

  static final List<WriterRow> ROWS_OF_OTHERS =
      List.of(
          new WriterRow(new NodeId(0x1_abcd), ZERO, SEVEN, LOAD),
          new WriterRow(NODE, ZERO, EIGHT, LOAD),
          new WriterRow(NODE, SEVEN, SEVEN, ANOTHER),
          new WriterRow(NODE, SEVEN, SEVEN, Incarnation.ABSENT));

  private final Receipts receipts = Sessions.receipts();

  @Test
  void a_receipt_opens_the_sequence_of_its_registration() {
    RegistrationReceipt receipt = receipts.accept(registration(7), rowOf(registration(7)), 42);
    NonceSequence nonces = receipt.open();

    assertThat(receipt.registration()).isEqualTo(registration(7));
    assertThat(receipt.index()).isEqualTo(42);
    assertThat(receipt).hasToString("receipt for " + registration(7) + ", index 42");
    assertThat(nonces.dek()).isEqualTo(DEK);
    assertThat(nonces.slot()).isEqualTo(NODE.slot());
    assertThat(nonces.epoch()).isEqualTo(SEVEN);
  }

  @Test
  void a_receipt_opens_one_sequence() {
    RegistrationReceipt receipt = receipts.accept(registration(7), rowOf(registration(7)), 1);
    receipt.open();

    assertThatIllegalStateException().isThrownBy(receipt::open);
  }

  @ParameterizedTest
  @FieldSource("ROWS_OF_OTHERS")
  void there_is_no_receipt_for_what_the_registry_does_not_hold(WriterRow standing) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> receipts.accept(registration(7), standing, 1))
        .withMessageStartingWith("The registry holds");
  }

  @Test
  void there_is_no_receipt_for_another_node() {
    Registration registration = new Registration(DEK, new NodeId(0x1_abcd), SEVEN, LOAD);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> receipts.accept(registration, rowOf(registration), 1))
        .withMessageStartingWith("Another node made this");
  }

  @Test
  void there_is_no_receipt_without_an_incarnation() {
    Registration registration = new Registration(DEK, NODE, SEVEN, Incarnation.ABSENT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> receipts.accept(registration, rowOf(registration), 1))
        .withMessageStartingWith("It is nobody's in particular");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void there_is_no_receipt_for_what_is_not_committed(long index) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> receipts.accept(registration(7), rowOf(registration(7)), index));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 6})
  void an_epoch_that_was_confirmed_again_has_no_second_receipt(int epoch) {
    receipts.accept(registration(7), rowOf(registration(7)), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> receipts.accept(registration(epoch), rowOf(registration(epoch)), 1))
        .withMessageStartingWith("Epoch 7 has its receipt already");
  }

  @Test
  void an_epoch_has_no_second_receipt_by_another_incarnation() {
    Registration again = new Registration(DEK, NODE, SEVEN, ANOTHER);
    receipts.accept(registration(7), rowOf(registration(7)), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> receipts.accept(again, rowOf(again), 2))
        .withMessageStartingWith("Epoch 7 has its receipt already");
  }

  @Test
  void the_next_epoch_and_another_key_have_receipts_of_their_own() {
    Registration other = new Registration(new DekId(8), NODE, SEVEN, LOAD);
    receipts.accept(registration(7), rowOf(registration(7)), 1);

    assertThat(receipts.accept(other, rowOf(other), 2).registration()).isEqualTo(other);
    assertThat(receipts.accept(registration(8), rowOf(registration(8)), 3).registration())
        .isEqualTo(registration(8));
  }
}
