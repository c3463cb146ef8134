// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static io.pawl.domain.seal.Sessions.CLUSTER;
import static io.pawl.domain.seal.Sessions.DEK;
import static io.pawl.domain.seal.Sessions.registration;
import static io.pawl.domain.seal.Sessions.rowOf;
import static io.pawl.domain.seal.Sessions.secret;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Lincheck runs two threads through the interleavings of their steps, and asks of every result
 * whether one thread after the other could have given it. It is here as a test dependency (MPL 2.0)
 * because it explores in seconds, in this JVM, what a stress test waits hours for; it knows one
 * order of memory, so it does not judge the fences of {@link SecretBytes}. How an array is seen as
 * words it does not know; those arrays are one thread's own.
 */
class InterleavingsTest {
  /**
   * How many sets of calls are tried: of what is right as many as of what is broken, because what
   * finds nothing in the one says something only if it finds the other. With half as many, whether
   * a broken one is found depends on the seed.
   */
  private static final int ITERATIONS = 10;

  /** How many interleavings of each. */
  private static final int INVOCATIONS = Integer.getInteger("pawl.interleavings", 50);

  private static final SecretBytes ONE = secret(1);
  private static final SecretBytes TWO = secret(2);

  @Test
  void counts_from_the_first_on() {
    check(Counts.class);
  }

  @Test
  void counts_at_the_end() {
    check(CountsAtTheEnd.class);
  }

  @Test
  void shares_of_counts_never_overlap() {
    check(Shares.class);
  }

  @Test
  void shares_of_counts_never_overlap_at_the_end() {
    check(SharesAtTheEnd.class);
  }

  @Test
  void keys_come_and_go_while_they_are_read() {
    check(Keys.class);
  }

  @Test
  void receipts_are_given_and_opened_once() {
    check(ReceiptOnce.class);
  }

  @Test
  void a_count_that_can_be_given_twice_is_found() {
    assertThatExceptionOfType(LincheckAssertionError.class)
        .isThrownBy(() -> check(BrokenCounts.class));
  }

  @Test
  void a_key_that_can_be_read_half_zeroed_is_found() {
    assertThatExceptionOfType(LincheckAssertionError.class)
        .isThrownBy(() -> check(BrokenKeys.class));
  }

  private static void check(Class<?> test) {
    new ModelCheckingOptions()
        .iterations(ITERATIONS)
        .invocationsPerIteration(INVOCATIONS)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1)
        .addGuarantee(forClasses(Words.class.getName()).allMethods().ignore())
        .check(test);
  }

  private static NonceSequence sequenceAt(long count) {
    return Sessions.sequenceAt(CLUSTER, DEK, new Nonce(new NodeSlot(1), new LocalEpoch(1), count));
  }

  /** Lincheck makes one for each run, and calls the operations. */
  public static final class Counts {
    private final NonceSequence nonces = sequenceAt(NonceSequence.FIRST);

    @Operation
    public long block() {
      return nonces.nextBlock();
    }

    @Operation
    public long next() {
      return nonces.next();
    }
  }

  public static final class CountsAtTheEnd {
    private final NonceSequence nonces = sequenceAt(-NonceSequence.BLOCK - 3);

    @Operation
    public long block() {
      return nonces.nextBlock();
    }

    @Operation
    public long next() {
      return nonces.next();
    }

    @Operation
    public long given() {
      return nonces.given();
    }
  }

  /** The counts a thread gets depend on the others, but that each is new does not. */
  public static final class Shares {
    private final NonceSequence nonces = sequenceAt(NonceSequence.FIRST);
    private final ThreadLocal<CountShare> share = ThreadLocal.withInitial(CountShare::new);
    private final Set<Long> given = ConcurrentHashMap.newKeySet();

    @Operation
    public boolean next() {
      return given.add(share.get().next(nonces));
    }
  }

  /** A count that was given before is told; that none is left may be told to both. */
  public static final class SharesAtTheEnd {
    private final NonceSequence nonces = sequenceAt(-3);
    private final ThreadLocal<CountShare> share = ThreadLocal.withInitial(CountShare::new);
    private final Set<Long> given = ConcurrentHashMap.newKeySet();

    @Operation
    public boolean next() {
      long count = share.get().next(nonces);
      return count == NonceSequence.EXHAUSTED || given.add(count);
    }
  }

  /** Looks, then counts: two threads may see the same. */
  public static final class BrokenCounts {
    private final AtomicLong next = new AtomicLong(1);

    @Operation
    public long next() {
      long count = next.get();
      next.set(count + 1);
      return count;
    }
  }

  public static final class Keys {
    private final Keystore keys = new Keystore(CLUSTER);
    private final KeyUser user = new Opener(keys);
    private final ThreadLocal<OwnKeys> own = ThreadLocal.withInitial(OwnKeys::new);

    @Operation
    public boolean add() {
      return keys.add(DEK, Purpose.STORAGE, ONE).isEmpty();
    }

    @Operation
    public boolean addOther() {
      return keys.add(DEK, Purpose.STORAGE, TWO).isEmpty();
    }

    @Operation
    public void drop() {
      keys.drop(DEK);
    }

    /** What would be sealed under: all bytes are one key's, or there is none. */
    @Operation
    public String read() {
      return told(keys.held(DEK.value()));
    }

    /** As a thread reads that has used the key before. */
    @Operation
    public String readOwn() {
      return told(own.get().key(user, DEK.value()));
    }

    private static String told(@Nullable HeldKey held) {
      byte[] key = held == null ? null : held.key().getEncoded();
      return Arrays.toString(key);
    }
  }

  /** Zeroes without a mark, and reads without looking for one. */
  public static final class BrokenKeys {
    private volatile byte[] key = {1};

    @Operation
    public void drop() {
      byte[] dropped = key;
      key = new byte[0];
      Arrays.fill(dropped, (byte) 0);
    }

    @Operation
    public String read() {
      byte[] held = key;
      return held.length == 0 ? "none" : Byte.toString(held[0]);
    }
  }

  public static final class ReceiptOnce {
    private final Receipts receipts = Sessions.receipts();
    private final RegistrationReceipt receipt =
        receipts.accept(registration(7), rowOf(registration(7)), 1);

    @Operation
    public boolean open() {
      try {
        return receipt.open() != null;
      } catch (IllegalStateException used) {
        return false;
      }
    }

    @Operation
    public boolean accept() {
      try {
        return receipts.accept(registration(8), rowOf(registration(8)), 2) != null;
      } catch (IllegalArgumentException given) {
        return false;
      }
    }
  }
}
