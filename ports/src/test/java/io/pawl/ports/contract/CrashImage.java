// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import java.nio.file.Path;

/**
 * A crash of the store at {@code home}, whose remains go to {@code image}. {@code kept} is the
 * share of what was never synced that survives, 0.0 to 1.0; whoever cannot choose may ignore it.
 */
public record CrashImage(Path home, Path image, double kept) {}
