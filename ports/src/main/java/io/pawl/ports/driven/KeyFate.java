// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import java.util.List;

/** What became of a key change that was asked for, as far as the one who asked can know. */
public sealed interface KeyFate {

  <R> R match(Cases<R> cases);

  /** The leader made the keys, and they are committed. */
  record Accepted(long index, List<Made> keys) implements KeyFate {

    public Accepted {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.accepted(this);
    }
  }

  /** A key that the change brought. */
  record Made(DekId id, Purpose purpose) {}

  /**
   * Something stands in the way; nothing has changed.
   *
   * @param detail both sides, in words
   */
  record Refused(Sentinel sentinel, String detail) implements KeyFate {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /** Another change was on its way; nothing has changed. Ask again. */
  record Busy() implements KeyFate {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.busy(this);
    }
  }

  /** No leader could be reached; nothing has changed. Ask again. */
  record NoLeader() implements KeyFate {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.noLeader(this);
    }
  }

  /**
   * It may or may not be committed. A bootstrap asked for again tells: it happens once. A rotation
   * asked for again would be another one: look at the keys first.
   */
  record Unknown() implements KeyFate {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unknown(this);
    }
  }

  /** One answer per fate; a new one stops compiling wherever it is not answered. */
  interface Cases<R> {
    R accepted(Accepted fate);

    R refused(Refused fate);

    R busy(Busy fate);

    R noLeader(NoLeader fate);

    R unknown(Unknown fate);
  }
}
