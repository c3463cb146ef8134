// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.ports.contract.DamageContract;
import io.pawl.ports.contract.SigkillContract;
import io.pawl.ports.contract.WriterRegistryStoreContract;
import io.pawl.ports.driven.StorageEngine;

/** The contract of every store, kept by the one on MVStore. */
final class MvStoreEngineTest
    implements WriterRegistryStoreContract, SigkillContract, DamageContract {

  @Override
  public StorageEngine engine() {
    return new MvStoreEngine();
  }
}
