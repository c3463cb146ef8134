// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.fault.Sentinel;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a value comes from and goes to, and what it is sealed with beside its key. */
final class ValueOptions {
  static final int TEXT_LENGTH_MAX = 64 << 20;

  @Option(
      names = "--in",
      paramLabel = "FILE",
      description = "What to read. Default: the standard input.")
  private @Nullable Path in;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write, whole or not at all. Default: the standard output.")
  private @Nullable Path out;

  @Option(
      names = "--context",
      defaultValue = "",
      paramLabel = "TEXT",
      description = {
        "What the value is, for example its name: authenticated with it and not stored.",
        "Whoever opens the value gives the same. Default: nothing."
      })
  private String context = "";

  byte[] context() {
    return context.getBytes(StandardCharsets.UTF_8);
  }

  Optional<Path> out() {
    return Optional.ofNullable(out);
  }

  /** All of it, if it is not longer than it may be. */
  byte[] read(Surroundings around, int lengthMax) {
    try (InputStream source = source(around)) {
      byte[] bytes = source.readNBytes(lengthMax);
      if (source.read() >= 0) {
        throw new CommandRefused(
            Sentinel.INPUT_TOO_LARGE, "It has more than %d bytes.".formatted(lengthMax));
      }
      return bytes;
    } catch (IOException e) {
      throw new UnusableArguments(
          "%s cannot be read: %s."
              .formatted(in == null ? "The standard input" : in, e.getMessage()),
          e);
    }
  }

  private InputStream source(Surroundings around) throws FileNotFoundException {
    return in == null ? around.in() : new BufferedInputStream(new FileInputStream(in.toFile()));
  }

  /** To the standard output, or to a file that is there as a whole or as it was. */
  void write(Surroundings around, byte[] value) {
    try {
      if (out == null) {
        around.bytesOut().write(value);
        around.bytesOut().flush();
      } else {
        replace(out, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void replace(Path file, byte[] value) throws IOException {
    Path fresh = file.resolveSibling(".pawl-" + UUID.randomUUID());
    try {
      Files.write(fresh, value, StandardOpenOption.CREATE_NEW);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UnusableArguments("%s cannot be written: %s.".formatted(file, e.getMessage()), e);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
