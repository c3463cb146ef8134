// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.offending;

import java.io.File;

/** Brings files into the domain. */
public final class FileReader {
  public boolean isThere(String name) {
    return new File(name).exists();
  }
}
