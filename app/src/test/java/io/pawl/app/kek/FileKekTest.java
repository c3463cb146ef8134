// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.ports.contract.KekContract;
import io.pawl.ports.driven.Kek;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** A KEK in a file keeps every rule of the contract. */
final class FileKekTest implements KekContract {
  private static final Path FOLDER = temporaryFolder();
  private static final Path ONE = generated("one");
  private static final Path ANOTHER = generated("another");

  @Override
  public Kek open() {
    return new KekSource.InFile(ONE).open();
  }

  @Override
  public Kek openAnother() {
    return new KekSource.InFile(ANOTHER).open();
  }

  @Test
  void its_kind_is_file() {
    try (Kek kek = open()) {
      assertThat(kek.kind()).isEqualTo("file");
    }
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("pawl-kek");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path generated(String name) {
    Path file = FOLDER.resolve(name);
    KekFile.generate(file, new SecureRandom());
    file.toFile().deleteOnExit();
    return file;
  }
}
