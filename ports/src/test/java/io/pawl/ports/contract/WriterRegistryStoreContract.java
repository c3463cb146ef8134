// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

/**
 * Everything a {@link io.pawl.ports.driven.WriterRegistryStore} promises. Implemented by one test
 * class per adapter, which brings the engine and inherits the tests; the rules are in {@code
 * docs/contracts/registry-store.md}, how to use the kit is at the package.
 */
public interface WriterRegistryStoreContract
    extends RowRules,
        CommitRules,
        ScanRules,
        DurabilityRules,
        OpeningRules,
        GlanceRules,
        SnapshotRules,
        InstallRules,
        KeyRingRules,
        StoryRules {}
