// SPDX-License-Identifier: Apache-2.0

/** The writer registry on RocksDB. Only {@link io.pawl.adapters.rocksdb.RocksDbEngine} is seen. */
@NullMarked
package io.pawl.adapters.rocksdb;

import org.jspecify.annotations.NullMarked;
