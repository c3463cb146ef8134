// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A glance at a home, which must touch nothing, and see what opening finds or refuse what it
 * refuses.
 */
record GlanceExam(Optional<Glance> seen, @Nullable StorageCorrupted refused) {

  static GlanceExam of(StorageEngine engine, Path home) {
    List<GlanceExam> exams = new ArrayList<>();
    try {
      expectUntouched(home, () -> exams.add(looking(engine, home)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exams.get(0);
  }

  private static GlanceExam looking(StorageEngine engine, Path home) {
    try {
      return new GlanceExam(engine.glance(home), null);
    } catch (StorageCorrupted e) {
      return new GlanceExam(Optional.empty(), e);
    }
  }

  /** Files with their names, content and times, and folders with their names. */
  static void expectUntouched(Path home, Runnable look) throws IOException {
    List<List<Object>> before = everythingIn(home);
    look.run();
    assertThat(everythingIn(home)).as("files before and after a glance").isEqualTo(before);
  }

  /** The store that was opened after the glance. */
  void expectAgreement(WriterRegistryStore store) {
    assertThat(refused).as("a glance refused what opens").isNull();
    assertThat(seen.flatMap(Glance::lastApplied)).isEqualTo(store.lastApplied());
    seen.ifPresent(glance -> assertThat(glance.keyRing()).isEqualTo(store.keyRing()));
  }

  /** The lock file is not opened: closing it would let go of a lock this process may hold. */
  private static List<List<Object>> everythingIn(Path home) throws IOException {
    if (!Files.exists(home)) {
      return List.of();
    }
    List<List<Object>> found = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(home)) {
      for (Path path : paths.sorted().toList()) {
        boolean hasContent = Files.isRegularFile(path) && Files.size(path) > 0;
        found.add(
            List.of(
                path,
                hasContent ? Bytes.copyOf(Files.readAllBytes(path)) : Bytes.EMPTY,
                Files.getLastModifiedTime(path)));
      }
    }
    return found;
  }
}
