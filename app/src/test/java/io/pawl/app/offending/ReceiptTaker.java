// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.domain.seal.Receipts;
import io.pawl.domain.seal.RegistrationReceipt;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;

/** Takes a receipt for what nobody answered. */
public final class ReceiptTaker {
  public RegistrationReceipt receipt(Receipts receipts, Registration wish, WriterRow dream) {
    return receipts.accept(wish, dream, 1);
  }
}
