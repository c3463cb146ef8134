// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What was opened, to be closed in reverse order, whatever fails on the way. */
final class OpenParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  @CanIgnoreReturnValue
  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** The first failure is thrown, with the others in it. */
  @Override
  public void close() {
    RuntimeException first = closeAll();
    if (first != null) {
      throw first;
    }
  }

  /** Because of a failure, which keeps what else fails now. */
  void closeAfter(Throwable failure) {
    RuntimeException first = closeAll();
    if (first != null) {
      failure.addSuppressed(first);
    }
  }

  private @Nullable RuntimeException closeAll() {
    @Nullable RuntimeException first = null;
    while (!parts.isEmpty()) {
      RuntimeException failure = close(parts.pop());
      if (first == null) {
        first = failure;
      } else if (failure != null) {
        first.addSuppressed(failure);
      }
    }
    return first;
  }

  private static @Nullable RuntimeException close(AutoCloseable part) {
    try {
      part.close();
      return null;
    } catch (RuntimeException e) {
      return e;
    } catch (Exception e) {
      return new IllegalStateException("Closing failed.", e);
    }
  }
}
