// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.fault.ExitClass;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.WriterRow;
import java.util.Locale;

/** What is said to somebody who wanted to register. */
sealed interface Reply {

  ExitClass exitClass();

  void writeTo(Json json);

  /** One line for people. */
  String text();

  /** How a registration can end, in one word. */
  enum Outcome {
    INSERTED,
    ADVANCED,
    REPLAYED,
    REFUSED,
    BUSY,
    NO_LEADER,
    UNKNOWN;

    private void writeTo(Json json) {
      json.text("outcome", toString());
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The writer may use the epoch. */
  record Accepted(Outcome outcome, long index, Proposal proposal) implements Reply {
    @Override
    public ExitClass exitClass() {
      return ExitClass.OK;
    }

    @Override
    public void writeTo(Json json) {
      outcome.writeTo(json);
      json.number("index", index);
      proposal.writeTo(json);
    }

    @Override
    public String text() {
      return "%s: %s, index %s".formatted(outcome, proposal, index);
    }
  }

  /** The registry holds something that stands in the way. */
  record Refused(Sentinel sentinel, Proposal proposal, WriterRow held) implements Reply {
    @Override
    public ExitClass exitClass() {
      return sentinel.exitClass();
    }

    @Override
    public void writeTo(Json json) {
      Outcome.REFUSED.writeTo(json);
      json.nothing("index");
      proposal.writeTo(json);
      json.text("sentinel", sentinel.name())
          .text("meaning", sentinel.meaning())
          .object("held", side -> RegistryFields.row(side, held))
          .object("proposed", proposal::writeTo)
          .text("remedy", sentinel.remedy());
    }

    @Override
    public String text() {
      return Sentences.of(sentinel, "Held: %s. Proposed: %s.".formatted(held, proposal));
    }
  }

  /** Nothing is held against it, and yet it is not accepted, or nobody knows. */
  record NotAccepted(Outcome outcome, Sentinel sentinel, Proposal proposal, String detail)
      implements Reply {
    @Override
    public ExitClass exitClass() {
      return sentinel.exitClass();
    }

    @Override
    public void writeTo(Json json) {
      outcome.writeTo(json);
      json.nothing("index");
      proposal.writeTo(json);
      json.text("sentinel", sentinel.name())
          .text("meaning", sentinel.meaning())
          .text("detail", detail);
      if (outcome == Outcome.REFUSED) {
        json.nothing("held").object("proposed", proposal::writeTo);
      }
      json.text("remedy", sentinel.remedy());
    }

    @Override
    public String text() {
      return Sentences.of(sentinel, detail);
    }
  }

  /** A line that says nothing that could be asked. */
  record Unreadable(String detail) implements Reply {
    @Override
    public ExitClass exitClass() {
      return Sentinel.INPUT_MALFORMED.exitClass();
    }

    @Override
    public void writeTo(Json json) {
      Outcome.REFUSED.writeTo(json);
      json.nothing("index")
          .text("sentinel", Sentinel.INPUT_MALFORMED.name())
          .text("meaning", Sentinel.INPUT_MALFORMED.meaning())
          .text("detail", detail)
          .text("remedy", Sentinel.INPUT_MALFORMED.remedy());
    }

    @Override
    public String text() {
      return Sentences.of(Sentinel.INPUT_MALFORMED, detail);
    }
  }
}
