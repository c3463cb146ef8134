// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.kek.KekSource;
import io.pawl.app.kek.Pin;
import io.pawl.app.kek.TokenKey;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which KEK a command uses: one in a file, or one in a token. */
final class KekOptions {
  static final String PIN_VARIABLE = "PAWL_PKCS11_PIN";

  @Option(
      names = "--kek-file",
      paramLabel = "FILE",
      description = "The KEK: a file of 32 raw bytes that only you can read.")
  private @Nullable Path file;

  @Option(
      names = "--pkcs11-library",
      paramLabel = "FILE",
      description = "The PKCS#11 library of the token that has the KEK, by its absolute path.")
  private @Nullable Path library;

  @Option(
      names = "--pkcs11-slot",
      paramLabel = "ID",
      description = "The number of the slot that the token is in.")
  private @Nullable Long slot;

  @Option(
      names = "--pkcs11-key",
      paramLabel = "LABEL",
      description = "The label of the KEK in the token.")
  private @Nullable String key;

  @Option(
      names = "--pkcs11-pin-file",
      paramLabel = "FILE",
      description =
          "A file that only you can read, with the PIN of the token on a line. Default: the variable "
              + PIN_VARIABLE
              + ".")
  private @Nullable Path pinFile;

  /** Nothing is opened or read yet. */
  KekSource source(Surroundings around) {
    boolean isToken = Stream.of(library, slot, key, pinFile).anyMatch(given -> given != null);
    if (file != null && isToken) {
      throw new UnusableArguments("There is one KEK: --kek-file, or the --pkcs11 options.");
    }
    if (file != null) {
      return new KekSource.InFile(file);
    }
    return isToken ? new KekSource.InToken(tokenKey(), pin(around)) : new KekSource.NotGiven();
  }

  private TokenKey tokenKey() {
    if (library == null || slot == null || key == null) {
      throw new UnusableArguments(
          "A KEK in a token needs --pkcs11-library, --pkcs11-slot and --pkcs11-key.");
    }
    try {
      return new TokenKey(library, slot, key);
    } catch (IllegalArgumentException e) {
      throw new UnusableArguments(String.valueOf(e.getMessage()), e);
    }
  }

  private Pin pin(Surroundings around) {
    return Optional.ofNullable(pinFile)
        .map(Pin::inFile)
        .or(() -> Optional.ofNullable(around.environment().get(PIN_VARIABLE)).map(Pin::of))
        .orElseThrow(
            () ->
                new UnusableArguments(
                    "The token needs a PIN: --pkcs11-pin-file, or " + PIN_VARIABLE + "."));
  }
}
