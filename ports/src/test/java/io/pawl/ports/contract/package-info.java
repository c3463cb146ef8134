// SPDX-License-Identifier: Apache-2.0

/**
 * The contract kit: the rules of {@code docs/contracts/registry-store.md} as tests. An adapter runs
 * all of them by depending on the test-jar of ports and adding one class:
 *
 * <pre>
 * class MyRegistryStoreTest implements WriterRegistryStoreContract {
 *   {@literal @}Override
 *   public StorageEngine engine() {
 *     return new MyEngine();
 *   }
 * }
 * </pre>
 *
 * A store that keeps its state in the files of its home needs nothing more. Another one overrides
 * {@link io.pawl.ports.contract.StoreUnderTest#leaveCrashImage} and {@link
 * io.pawl.ports.contract.StoreUnderTest#damage}. No rule is ever overridden or disabled: a name
 * that begins with {@code rs} and a number is the promise of every store there is.
 *
 * <p>An engine that keeps files implements {@link io.pawl.ports.contract.SigkillContract} and
 * {@link io.pawl.ports.contract.DamageContract} too: what only a second process, a kill and damaged
 * files can show. {@code docs/adding-an-engine.md} goes through all of it with an example.
 */
@NullMarked
package io.pawl.ports.contract;

import org.jspecify.annotations.NullMarked;
