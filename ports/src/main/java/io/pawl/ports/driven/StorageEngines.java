// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import com.google.common.collect.ImmutableSortedMap;
import io.pawl.domain.fault.Sentinel;
import java.util.ServiceLoader;
import java.util.Set;

/** The storage engines there are, by name. */
public final class StorageEngines {
  private final ImmutableSortedMap<String, StorageEngine> byName;

  private StorageEngines(ImmutableSortedMap<String, StorageEngine> byName) {
    this.byName = byName;
  }

  /**
   * The engines on the class path. Two of one name are a mistake of the build and are not accepted.
   */
  public static StorageEngines installed() {
    return of(ServiceLoader.load(StorageEngine.class));
  }

  static StorageEngines of(Iterable<StorageEngine> engines) {
    ImmutableSortedMap.Builder<String, StorageEngine> byName = ImmutableSortedMap.naturalOrder();
    engines.forEach(engine -> byName.put(engine.name(), engine));
    return new StorageEngines(byName.buildOrThrow());
  }

  public Set<String> names() {
    return byName.keySet();
  }

  /**
   * The engine of this name.
   *
   * @throws StorageRefused {@code STORE_UNSUPPORTED}, listing the names there are
   */
  public StorageEngine named(String name) {
    StorageEngine engine = byName.get(name);
    if (engine == null) {
      throw new StorageRefused(
          Sentinel.STORE_UNSUPPORTED,
          "There is no engine \"%s\"; there are %s.".formatted(name, names()));
    }
    return engine;
  }
}
