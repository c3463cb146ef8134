// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.Fate;

/** What came of a {@link WriterRequest}. */
public sealed interface RegistrationAnswer {

  <R> R match(Cases<R> cases);

  /** An epoch was proposed; this became of it. */
  record Fated(Fate fate) implements RegistrationAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.fated(this);
    }
  }

  /** The next free epoch was asked for, and there is none left; nothing has changed. */
  record Exhausted(WriterRequest request, WriterRow held) implements RegistrationAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.exhausted(this);
    }
  }

  /** The registry did not take the question; nothing has changed. */
  record Unheard(WriterRequest request, Sentinel sentinel, String detail)
      implements RegistrationAnswer {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unheard(this);
    }
  }

  /** One answer per kind; a new kind stops compiling wherever it is not answered. */
  interface Cases<R> {
    R fated(Fated answer);

    R exhausted(Exhausted answer);

    R unheard(Unheard answer);
  }
}
