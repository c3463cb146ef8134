// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.ports.contract.DamageContract;
import io.pawl.ports.contract.SigkillContract;
import io.pawl.ports.contract.WriterRegistryStoreContract;
import io.pawl.ports.driven.StorageEngine;

final class RocksDbEngineTest
    implements WriterRegistryStoreContract, SigkillContract, DamageContract {

  @Override
  public StorageEngine engine() {
    return new RocksDbEngine();
  }
}
