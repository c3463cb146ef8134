// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.ports.driven.Adoption;
import io.pawl.ports.driven.Sidecar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sidecars with one thing wrong. */
final class BrokenSidecars {

  private BrokenSidecars() {}

  /** In memory, but for the one thing. */
  abstract static class Broken implements SidecarContract {
    abstract Sidecar broken(Sidecar sound);

    @Override
    public Sidecar open(Path home) {
      return broken(new InMemorySidecar(Samples.NODE));
    }

    @Override
    public boolean isKept() {
      return false;
    }
  }

  static class BeginsWithASpentEpoch extends Broken {
    @Override
    Sidecar broken(Sidecar sound) {
      return new ForwardingSidecar(sound) {
        @Override
        public Optional<LocalEpoch> lastSpent(DekId dek) {
          return super.lastSpent(dek).or(() -> Optional.of(new LocalEpoch(0)));
        }
      };
    }
  }

  static class KnowsNoKeysApart extends Broken {
    @Override
    Sidecar broken(Sidecar sound) {
      return new ForwardingSidecar(sound) {
        private final List<LocalEpoch> spent = new ArrayList<>();

        @Override
        public synchronized void spend(DekId dek, LocalEpoch epoch) {
          super.spend(dek, epoch);
          spent.add(epoch);
        }

        @Override
        public synchronized Optional<LocalEpoch> lastSpent(DekId dek) {
          return super.lastSpent(dek).map(own -> spent.contains(own) ? spent.get(0) : own);
        }
      };
    }
  }

  static class LetsAnEpochBeSpentTwice extends Broken {
    @Override
    Sidecar broken(Sidecar sound) {
      return new ForwardingSidecar(sound) {
        @Override
        public void spend(DekId dek, LocalEpoch epoch) {
          if (!lastSpent(dek).equals(Optional.of(epoch))) {
            super.spend(dek, epoch);
          }
        }
      };
    }
  }

  static class PassesOverTheRegistry extends Broken {
    @Override
    Sidecar broken(Sidecar sound) {
      return new ForwardingSidecar(sound) {
        @Override
        public Adoption adopt(KeyRing ring, long index, Collection<StoredRow> rows) {
          Adoption told = super.adopt(ring, index, List.of());
          return rows.isEmpty() ? told : Adoption.REFRESHED;
        }
      };
    }
  }

  static class IsAlwaysContent extends Broken {
    @Override
    Sidecar broken(Sidecar sound) {
      return new ForwardingSidecar(sound) {
        @Override
        public Adoption adopt(KeyRing ring, long index, Collection<StoredRow> rows) {
          Adoption told = super.adopt(ring, index, rows);
          return told == Adoption.AHEAD ? Adoption.AGREED : told;
        }
      };
    }
  }

  static class LetsItsPositionGoBack extends Broken {
    @Override
    Sidecar broken(Sidecar sound) {
      return new ForwardingSidecar(sound) {
        private long last;

        @Override
        public Adoption adopt(KeyRing ring, long index, Collection<StoredRow> rows) {
          last = index;
          return super.adopt(ring, index, rows);
        }

        @Override
        public long appliedIndex() {
          super.appliedIndex();
          return last;
        }
      };
    }
  }

  static class BelievesItselfMoreThanTheStore extends Broken {
    @Override
    Sidecar broken(Sidecar sound) {
      return new ForwardingSidecar(sound) {
        @Override
        public Adoption adopt(KeyRing ring, long index, Collection<StoredRow> rows) {
          boolean older = index < appliedIndex();
          return older ? Adoption.AHEAD : super.adopt(ring, index, rows);
        }
      };
    }
  }

  static class KeepsAFewKeysOnly extends Broken {
    @Override
    Sidecar broken(Sidecar sound) {
      return new ForwardingSidecar(sound) {
        private final Set<DekId> first = ConcurrentHashMap.newKeySet();

        @Override
        public void spend(DekId dek, LocalEpoch epoch) {
          if (first.size() < 10 || first.contains(dek)) {
            first.add(dek);
            super.spend(dek, epoch);
          }
        }
      };
    }
  }

  static class GoesOnWhenClosed extends Broken {
    @Override
    Sidecar broken(Sidecar sound) {
      return new ForwardingSidecar(sound) {
        @Override
        public void close() {
          super.lastSpent(Samples.STORAGE);
        }
      };
    }
  }

  static class ForgetsOnClose extends Broken {
    @Override
    Sidecar broken(Sidecar sound) {
      return sound;
    }

    @Override
    public boolean isKept() {
      return true;
    }
  }
}
