// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import com.google.common.base.Throwables;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageFault;
import io.pawl.ports.driven.StorageUnavailable;
import java.io.IOException;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * What MVStore's failures mean for a store, and whether there were any. MVStore wraps what it
 * meets, and reports itself closed after the first, so the chain of causes is what tells.
 */
final class MvStoreFailures {
  private volatile boolean any;

  /** Whether the store may not know any more what it holds. */
  boolean any() {
    return any;
  }

  void remember() {
    any = true;
  }

  /**
   * {@code doing} completes the sentence "MVStore could not ...". What is neither damage nor the
   * environment is a bug, and is thrown as it came.
   */
  StorageFault translate(String doing, MVStoreException e) {
    remember();
    List<Throwable> causes = Throwables.getCausalChain(e);
    String detail = "MVStore could not %s: %s".formatted(doing, e.getMessage());
    if (causes.stream().anyMatch(MvStoreFailures::meansDamage)) {
      return new StorageCorrupted(detail, e);
    }
    if (causes.stream().anyMatch(IOException.class::isInstance)) {
      return new StorageUnavailable(detail, e);
    }
    throw e;
  }

  private static boolean meansDamage(Throwable cause) {
    return cause instanceof DamagedBlock
        || cause instanceof StorageCorrupted
        || (cause instanceof MVStoreException failure && isCodeOfDamage(failure.getErrorCode()));
  }

  private static boolean isCodeOfDamage(int code) {
    return code == DataUtils.ERROR_FILE_CORRUPT
        || code == DataUtils.ERROR_CHUNK_NOT_FOUND
        || code == DataUtils.ERROR_BLOCK_NOT_FOUND
        || code == DataUtils.ERROR_UNSUPPORTED_FORMAT
        || code == DataUtils.ERROR_SERIALIZATION;
  }
}
