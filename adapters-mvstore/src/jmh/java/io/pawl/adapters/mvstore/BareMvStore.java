// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static java.util.Objects.requireNonNull;

import com.google.common.primitives.Longs;
import io.pawl.ports.bench.Batch;
import io.pawl.ports.bench.Contender;
import io.pawl.ports.bench.Rows;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/**
 * MVStore with the store's settings and nothing around it: the same keys and values, the position
 * in a second map, each batch one commit, and a file that uses its space again at once.
 */
final class BareMvStore implements Contender {
  private static final long TERM = 1;
  private static final long POSITION = 0;
  private static final int POSITION_BYTES = 16;
  private static final int DEK_OFFSET = 20;
  private static final int SLOT_OFFSET = 25;
  private static final int CACHE_MEGABYTES = 256;

  private final MVStore store;
  private final MVMap<Long, byte[]> rows;
  private final MVMap<Long, byte[]> applied;

  private BareMvStore(MVStore store) {
    this.store = store;
    this.rows = store.openMap("rows", map());
    this.applied = store.openMap("applied", map());
  }

  static Contender open(Path folder) {
    MVStore store =
        new MVStore.Builder()
            .fileName(folder.resolve("bare.mv").toString())
            .autoCommitDisabled()
            .cacheSize(CACHE_MEGABYTES)
            .open();
    store.setRetentionTime(0);
    return new BareMvStore(store);
  }

  private static MVMap.Builder<Long, byte[]> map() {
    return new MVMap.Builder<Long, byte[]>()
        .keyType(LongDataType.INSTANCE)
        .valueType(ByteArrayDataType.INSTANCE);
  }

  @Override
  public Object find(int number) {
    return requireNonNull(rows.get(number(Rows.keyBytes(number))));
  }

  @Override
  public void commit(Batch batch, long index) {
    for (int n = 0; n < batch.size(); n++) {
      rows.put(number(batch.key(n)), batch.value(n));
    }
    applied.put(POSITION, position(index));
    store.commit();
  }

  private static long number(byte[] key) {
    return Longs.fromBytes(
        (byte) 0,
        (byte) 0,
        key[DEK_OFFSET],
        key[DEK_OFFSET + 1],
        key[DEK_OFFSET + 2],
        key[DEK_OFFSET + 3],
        key[SLOT_OFFSET],
        key[SLOT_OFFSET + 1]);
  }

  private static byte[] position(long index) {
    return ByteBuffer.allocate(POSITION_BYTES).putLong(TERM).putLong(index).array();
  }

  @Override
  public void close() {
    store.close();
  }
}
