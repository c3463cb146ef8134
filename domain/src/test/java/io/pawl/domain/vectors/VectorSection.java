// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.vectors;

import java.util.List;
import java.util.function.Consumer;

/** A section of a vector file, how many cases it has, and what must hold for each. */
record VectorSection(VectorFile file, String pointer, int size, Consumer<VectorCase> check) {

  static List<VectorSection> all() {
    return List.of(
        new VectorSection(VectorFile.V1, "/node_id/cases", 13, NodeIdChecks::v1),
        new VectorSection(VectorFile.V1, "/registry/key", 5, RowChecks::key),
        new VectorSection(VectorFile.V1, "/registry/dek_prefix", 1, RowChecks::dekPrefix),
        new VectorSection(VectorFile.V1, "/registry/value", 3, RowChecks::valueV1),
        new VectorSection(VectorFile.V1, "/fsmwire/registration", 3, EntryChecks::registrationV1),
        new VectorSection(VectorFile.V1, "/fsmwire/bootstrap", 2, EntryChecks::bootstrapV1),
        new VectorSection(VectorFile.V1, "/fsmwire/rotation", 4, EntryChecks::rotationV1),
        new VectorSection(VectorFile.V1, "/nonce", 4, SealChecks::nonceV1),
        new VectorSection(VectorFile.V1, "/registration_dispatch", 7, DispatchChecks::v1),
        new VectorSection(VectorFile.V1, "/negative", 23, NegativeChecks::v1),
        new VectorSection(VectorFile.V2, "/node_id", 8, NodeIdChecks::v2),
        new VectorSection(VectorFile.V2, "/registry_row_v2", 5, RowChecks::rowV2),
        new VectorSection(VectorFile.V2, "/registration_v2", 5, EntryChecks::registrationV2),
        new VectorSection(VectorFile.V2, "/bootstrap_v2", 1, EntryChecks::bootstrapV2),
        new VectorSection(VectorFile.V2, "/rotation_v2", 1, EntryChecks::rotationV2),
        new VectorSection(VectorFile.V2, "/wrapped_dek", 2, SealChecks::wrappedDek),
        new VectorSection(VectorFile.V2, "/sealed_value", 4, SealChecks::sealedValue),
        new VectorSection(VectorFile.V2, "/negative", 45, NegativeChecks::v2));
  }

  List<VectorCase> cases() {
    return file.cases(pointer);
  }

  @Override
  public String toString() {
    return file + " " + pointer;
  }
}
