// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static com.google.common.base.Preconditions.checkState;

import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.KeyWrap;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Unwrapping;
import io.pawl.ports.driven.Unwrapping.Opened;
import io.pawl.ports.fake.InMemoryKek;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** KEKs with one thing wrong each. */
final class BrokenKeks {
  private BrokenKeks() {}

  /** The KEK in memory with one thing wrong, under the whole contract. */
  abstract static class Broken implements KekContract {
    @Override
    public final Kek open() {
      return broken(1);
    }

    @Override
    public final Kek openAnother() {
      return broken(2);
    }

    /** Two of one number are one KEK. */
    abstract Kek broken(int number);
  }

  @Breaks(1)
  static final class WrapsZeroes extends Broken {
    @Override
    Kek broken(int number) {
      return new ForwardingKek(new InMemoryKek(number)) {
        @Override
        public WrappedDek wrap(KeyBinding binding, SecretBytes dek) {
          try (SecretBytes zeroes = KekSample.secret(new byte[SecretBytes.LENGTH])) {
            return super.wrap(binding, zeroes);
          }
        }
      };
    }
  }

  @Breaks(2)
  static final class ForgetsTheBinding extends Broken {
    @Override
    Kek broken(int number) {
      return new ForwardingKek(new InMemoryKek(number)) {
        @Override
        public WrappedDek wrap(KeyBinding binding, SecretBytes dek) {
          return super.wrap(KekSample.BINDING, dek);
        }

        @Override
        public Unwrapping unwrap(KeyBinding binding, WrappedDek wrapped) {
          return super.unwrap(KekSample.BINDING, wrapped) instanceof Opened opened
              ? opened
              : new Unwrapping.Mismatch(binding);
        }
      };
    }
  }

  /** Takes what stands behind for nothing. */
  @Breaks(3)
  static final class OverlooksTheRest extends Broken {
    @Override
    Kek broken(int number) {
      return new ForwardingKek(new InMemoryKek(number)) {
        @Override
        public Unwrapping unwrap(KeyBinding binding, WrappedDek wrapped) {
          Bytes bytes = wrapped.bytes();
          return super.unwrap(
              binding, new WrappedDek(bytes.prefix(Math.min(bytes.length(), KeyWrap.LENGTH))));
        }
      };
    }
  }

  /** Tries a key that everybody has. */
  @Breaks(4)
  static final class HasASpareKey extends Broken {
    @Override
    Kek broken(int number) {
      return new ForwardingKek(new InMemoryKek(number)) {
        @Override
        public Unwrapping unwrap(KeyBinding binding, WrappedDek wrapped) {
          Unwrapping first = super.unwrap(binding, wrapped);
          try (Kek spare = new InMemoryKek(1)) {
            return first instanceof Opened ? first : spare.unwrap(binding, wrapped);
          }
        }
      };
    }
  }

  /** Counts its nonces from 0 each time it is opened. */
  @Breaks(5)
  static final class CountsNoncesFromZero extends Broken {
    @Override
    Kek broken(int number) {
      return new CountingKek(number);
    }
  }

  private static final class CountingKek extends ForwardingKek {
    private final AtomicInteger wrapped = new AtomicInteger();
    private final byte[] key = new byte[SecretBytes.LENGTH];

    private CountingKek(int number) {
      super(new InMemoryKek(number));
      Arrays.fill(key, (byte) number);
    }

    /** Asks for something else first, which fails if it is closed. */
    @Override
    public WrappedDek wrap(KeyBinding binding, SecretBytes dek) {
      super.derive("pawl.asked").close();
      byte[] nonce = new byte[KeyWrap.NONCE_LENGTH];
      nonce[0] = (byte) wrapped.incrementAndGet();
      try (SecretBytes kek = KekSample.secret(key)) {
        return KeyWrap.wrap(kek, binding, dek, Bytes.copyOf(nonce));
      }
    }
  }

  @Breaks(6)
  static final class DerivesByChance extends Broken {
    private final AtomicInteger derived = new AtomicInteger();

    @Override
    Kek broken(int number) {
      return new ForwardingKek(new InMemoryKek(number)) {
        @Override
        public SecretBytes derive(String label) {
          return super.derive(label + derived.incrementAndGet());
        }
      };
    }
  }

  @Breaks(7)
  static final class OverlooksLabels extends Broken {
    @Override
    Kek broken(int number) {
      return new ForwardingKek(new InMemoryKek(number)) {
        @Override
        public SecretBytes derive(String label) {
          return super.derive("pawl.label");
        }
      };
    }
  }

  @Breaks(8)
  static final class GoesOnWhenClosed extends Broken {
    @Override
    Kek broken(int number) {
      return new ForwardingKek(new InMemoryKek(number)) {
        @Override
        public void close() {}
      };
    }
  }

  @Breaks(9)
  static final class PrintsWhatItDerives extends Broken {
    @Override
    Kek broken(int number) {
      return new ForwardingKek(new InMemoryKek(number)) {
        private String last = "";

        @Override
        public SecretBytes derive(String label) {
          SecretBytes derived = super.derive(label);
          last = HexFormat.of().formatHex(derived.toArray(SecretAccess.granted()));
          return derived;
        }

        @Override
        public String toString() {
          return "derived " + last;
        }
      };
    }
  }

  @Breaks(10)
  static final class GivesOneKeyToAll extends Broken {
    @Override
    Kek broken(int number) {
      return new ForwardingKek(new InMemoryKek(number)) {
        private final Map<String, SecretBytes> derived = new ConcurrentHashMap<>();

        @Override
        public SecretBytes derive(String label) {
          SecretBytes fresh = super.derive(label);
          return derived.computeIfAbsent(label, first -> fresh);
        }
      };
    }
  }

  @Breaks(11)
  static final class LetsOneThreadIn extends Broken {
    @Override
    Kek broken(int number) {
      Thread opener = Thread.currentThread();
      return new ForwardingKek(new InMemoryKek(number)) {
        @Override
        public SecretBytes derive(String label) {
          checkState(Thread.currentThread().equals(opener), "This is another thread.");
          return super.derive(label);
        }
      };
    }
  }
}
