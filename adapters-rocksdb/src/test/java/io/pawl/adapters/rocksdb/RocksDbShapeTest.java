// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.pawl.ports.arch.AdapterRules;

@AnalyzeClasses(packages = "io.pawl.adapters.rocksdb")
final class RocksDbShapeTest {
  @ArchTest static final ArchTests rules = ArchTests.in(AdapterRules.class);
}
