// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import io.pawl.domain.writer.RegistrationOutcome;

/** One step of somebody, in the words of a story. */
sealed interface Action {

  Contender who();

  String sentence();

  /** What it is called in the TLA+ module. */
  default String name() {
    return getClass().getSimpleName();
  }

  record Boot(Contender who, Memory session) implements Action {
    @Override
    public String sentence() {
      return "%s boots and writes epoch %d to its disk.".formatted(who, session.epoch());
    }
  }

  record Retry(Contender who, Memory session) implements Action {
    @Override
    public String sentence() {
      return "%s tries again and writes epoch %d to its disk.".formatted(who, session.epoch());
    }
  }

  record Register(Contender who, RegistrationOutcome outcome) implements Action {
    @Override
    public String sentence() {
      return "%s registers epoch %s: %s."
          .formatted(who, outcome.registration().epoch(), outcome.match(Answer.IN_WORDS));
    }
  }

  record RegisterUnanswered(Contender who, RegistrationOutcome outcome) implements Action {
    @Override
    public String sentence() {
      return "%s registers epoch %s: %s. The answer is lost."
          .formatted(who, outcome.registration().epoch(), outcome.match(Answer.IN_WORDS));
    }
  }

  record Write(Contender who, Memory session, Nonce nonce) implements Action {
    @Override
    public String sentence() {
      String haste = session.is(Memory.Phase.HOLDING) ? "" : "does not wait for the registry and ";
      return "%s %swrites with nonce %s.".formatted(who, haste, nonce);
    }
  }

  record Crash(Contender who) implements Action {
    @Override
    public String sentence() {
      return "%s crashes.".formatted(who);
    }
  }

  record Backup(Contender who, DiskImage image) implements Action {
    @Override
    public String sentence() {
      return "The disk of %s, at epoch %d, is backed up.".formatted(who, image.epoch());
    }
  }

  record Restore(Contender who, DiskImage image) implements Action {
    @Override
    public String sentence() {
      String source = image.epoch() == 0 ? "before its first epoch" : "with epoch " + image.epoch();
      return "The disk of %s is restored from an image made %s.".formatted(who, source);
    }
  }

  record Clone(Contender who, Contender onto, int epoch) implements Action {
    @Override
    public String sentence() {
      return "The disk of %s, at epoch %d, is copied onto that of %s.".formatted(who, epoch, onto);
    }
  }

  record CloneMemory(Contender who, Contender onto) implements Action {
    @Override
    public String sentence() {
      return "A snapshot of %s, memory and all, is resumed as %s.".formatted(who, onto);
    }
  }
}
