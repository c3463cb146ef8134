// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.fault.ExitClass;
import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.KeyFate;
import java.util.stream.Collectors;

/** What is said to somebody who wanted keys to be made. */
sealed interface KeyReply {

  ExitClass exitClass();

  void writeTo(Json json);

  /** One line for people. */
  String text();

  static KeyReply to(KeyFate fate) {
    return fate.match(IN_WORDS);
  }

  /** They are made and committed. */
  record Accepted(KeyFate.Accepted fate) implements KeyReply {
    @Override
    public ExitClass exitClass() {
      return ExitClass.OK;
    }

    @Override
    public void writeTo(Json json) {
      json.text("outcome", "accepted")
          .number("index", fate.index())
          .objects(
              "keys",
              fate.keys(),
              (one, key) ->
                  one.number("id", key.id().value()).text("purpose", KeyFields.of(key.purpose())));
    }

    @Override
    public String text() {
      return fate.keys().stream()
          .map(key -> "key %s for %s".formatted(key.id(), KeyFields.of(key.purpose())))
          .collect(Collectors.joining(", ", "accepted: ", ", index " + fate.index()));
    }
  }

  /** None is made, or nobody knows. */
  record NotAccepted(String outcome, Sentinel sentinel, String detail) implements KeyReply {
    @Override
    public ExitClass exitClass() {
      return sentinel.exitClass();
    }

    @Override
    public void writeTo(Json json) {
      json.text("outcome", outcome)
          .nothing("index")
          .text("sentinel", sentinel.name())
          .text("meaning", sentinel.meaning())
          .text("detail", detail)
          .text("remedy", sentinel.remedy());
    }

    @Override
    public String text() {
      return Sentences.of(sentinel, detail);
    }
  }

  KeyFate.Cases<KeyReply> IN_WORDS =
      new KeyFate.Cases<>() {
        @Override
        public KeyReply accepted(KeyFate.Accepted fate) {
          return new Accepted(fate);
        }

        @Override
        public KeyReply refused(KeyFate.Refused fate) {
          return new NotAccepted("refused", fate.sentinel(), fate.detail());
        }

        @Override
        public KeyReply busy(KeyFate.Busy fate) {
          return new NotAccepted("busy", Sentinel.BUSY, "");
        }

        @Override
        public KeyReply noLeader(KeyFate.NoLeader fate) {
          return new NotAccepted("no_leader", Sentinel.NO_LEADER, "");
        }

        @Override
        public KeyReply unknown(KeyFate.Unknown fate) {
          return new NotAccepted("unknown", Sentinel.OUTCOME_UNKNOWN, "");
        }
      };
}
