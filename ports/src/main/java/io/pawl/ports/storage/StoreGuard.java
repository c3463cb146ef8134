// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static com.google.common.base.Preconditions.checkState;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.StorageFault;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StorageUnavailable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets many use a store at a time, or one replace or close it. Remembers the first fault: a store
 * that failed once may not know any more what it holds, and answers nothing else.
 */
final class StoreGuard {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean closed;

  /** Runs beside others; a fault in it is the store's. */
  <R extends @Nullable Object> R shared(Supplier<R> use) {
    return shared(use, fault -> true);
  }

  /** Runs a scan beside others; what its visitor throws is nothing the store did. */
  void visiting(Visit visit, Runnable scan) {
    this.<@Nullable Object>shared(returningNull(scan), fault -> !visit.threw(fault));
  }

  private <R extends @Nullable Object> R shared(Supplier<R> use, Predicate<StorageFault> isOurs) {
    lock.readLock().lock();
    try {
      refuseUnlessUsable();
      return use.get();
    } catch (StorageRefused e) {
      throw e;
    } catch (StorageFault e) {
      if (isOurs.test(e)) {
        failure.compareAndSet(null, e);
      }
      throw e;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Runs beside others, for its effect. */
  void run(Runnable use) {
    this.<@Nullable Object>shared(returningNull(use));
  }

  private static Supplier<@Nullable Object> returningNull(Runnable use) {
    return () -> {
      use.run();
      return null;
    };
  }

  /** Changes the state within a shared use; whatever breaks it off is the store's failure. */
  void changing(Runnable change) {
    try {
      change.run();
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      throw e;
    }
  }

  /** Changes the state while nobody else uses it. */
  void alone(Runnable change) {
    lock.writeLock().lock();
    try {
      refuseUnlessUsable();
      changing(change);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Runs alone and once, as the last use there is. */
  void close(Runnable release) {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        release.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  boolean hasFailed() {
    return failure.get() != null;
  }

  void refuseUnlessUsable() {
    if (closed) {
      throw new StorageRefused(Sentinel.STORE_CLOSED, "Nothing can be asked of it any more.");
    }
    Throwable first = failure.get();
    if (first != null) {
      throw new StorageUnavailable("It failed before: " + first, first);
    }
  }

  /**
   * A visitor of a scan that changed the store would wait for itself. It is turned away before it
   * takes any lock, because whoever holds that lock may be waiting for the scan.
   */
  void refuseVisitors() {
    checkState(
        lock.getReadHoldCount() == 0,
        "A visitor can neither commit to what it visits, nor replace it, nor close it.");
  }
}
