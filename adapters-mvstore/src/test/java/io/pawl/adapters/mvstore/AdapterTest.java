// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.pawl.ports.arch.AdapterRules;

/** The shape every adapter has. */
@AnalyzeClasses(packages = "io.pawl.adapters.mvstore")
final class AdapterTest {

  @ArchTest static final ArchTests rules = ArchTests.in(AdapterRules.class);
}
