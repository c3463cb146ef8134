// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.bench;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;

/** A store as replicas use it, through its port. */
public final class StoreContender implements Contender {
  private static final ClusterId CLUSTER = new ClusterId(1, 2);
  private static final long TERM = 1;

  private final WriterRegistryStore store;

  private StoreContender(WriterRegistryStore store) {
    this.store = store;
  }

  public static Contender open(StorageEngine engine, Path home) {
    return new StoreContender(engine.open(new StoreLocation(home, CLUSTER)));
  }

  @Override
  public Object find(int number) {
    return store.find(Rows.key(number)).orElseThrow();
  }

  @Override
  public void commit(Batch batch, long index) {
    store.commit(new LogPosition(TERM, index), batch.changes());
  }

  @Override
  public void close() {
    store.close();
  }
}
