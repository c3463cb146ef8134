// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.fault.ExitClass;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** What inspected bytes turned out to be, as one JSON object. */
record Finding(boolean isOk, String json) {
  private static final String SCHEMA = "pawl.inspect/1";

  static Finding ok(Consumer<Json> fields) {
    return new Finding(true, Json.document(SCHEMA, json -> fields.accept(json.flag("ok", true))));
  }

  static Finding malformed(Sentinel sentinel, String detail) {
    return new Finding(
        false,
        Json.document(
            SCHEMA,
            json ->
                json.flag("ok", false)
                    .text("sentinel", sentinel.name())
                    .text("meaning", sentinel.meaning())
                    .text("detail", detail)
                    .text("remedy", sentinel.remedy())));
  }

  static Finding of(Decoded<Consumer<Json>> decoded) {
    if (decoded instanceof Value<Consumer<Json>> value) {
      return ok(value.value());
    }
    Malformed<Consumer<Json>> malformed = (Malformed<Consumer<Json>>) decoded;
    return malformed(malformed.sentinel(), malformed.detail());
  }

  /** Prints it and says how to exit: whatever is malformed is input that is malformed. */
  int printTo(PrintWriter out) {
    out.println(json);
    return (isOk ? ExitClass.OK : ExitClass.INTEGRITY).code();
  }
}
