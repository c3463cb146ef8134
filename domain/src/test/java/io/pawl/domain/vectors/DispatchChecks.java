// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Decision;
import io.pawl.domain.state.RegistrationDecisions;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Refused;
import java.util.Optional;

/** The decision on stored bytes: a row and a registration in, an answer and a row out. */
final class DispatchChecks {

  private DispatchChecks() {}

  static void v1(VectorCase vector) {
    Registration incoming = incoming(vector.nested("incoming"));
    if (!vector.has("existing_row")) {
      check(vector, RegistrationDecisions.one(key -> Optional.empty(), incoming));
      return;
    }
    Decoded<StoredRow> existing =
        StoredRowCodec.decodeAt(incoming.key(), vector.bytes("existing_row"));
    if (existing instanceof Decoded.Value<StoredRow> row) {
      check(vector, RegistrationDecisions.one(key -> Optional.of(row.value().row()), incoming));
    } else {
      NegativeChecks.assertMalformed(existing, NegativeChecks.sentinelOf(vector.text("expected")));
    }
  }

  private static void check(VectorCase vector, Decision<RegistrationOutcome> decision) {
    boolean refused = decision.outcome() instanceof Refused;
    assertThat(refused).isEqualTo(!vector.text("expected").equals("OK"));
    assertThat(rowAfter(vector, decision)).isEqualTo(vector.bytes("row_after"));
    if (decision.outcome() instanceof Refused refusal) {
      assertThat(vector.text("expected")).isEqualTo("ErrEncryptionApply");
      assertThat(refusal.sentinel()).isEqualTo(refusalOf(vector.name()));
    }
  }

  private static Bytes rowAfter(VectorCase vector, Decision<RegistrationOutcome> decision) {
    return decision.changes().stream()
        .map(Change.RowPut.class::cast)
        .map(put -> StoredRowCodec.encodeValue(put.stored().row()))
        .findFirst()
        .orElseGet(() -> vector.bytes("existing_row"));
  }

  /** The origin has one error for both; which of them is in the name of the case. */
  private static Sentinel refusalOf(String name) {
    return switch (name) {
      case "case3-rollback" -> Sentinel.EPOCH_ROLLBACK;
      case "case4-collision", "case4-collision-wins-over-lower-epoch" -> Sentinel.SLOT_TAKEN;
      default -> throw new IllegalArgumentException("No refusal is known for " + name);
    };
  }

  private static Registration incoming(VectorCase vector) {
    return new Registration(
        vector.dek("dek_id"),
        vector.node("full_node_id_hex"),
        vector.epoch("local_epoch"),
        Incarnation.ABSENT);
  }
}
