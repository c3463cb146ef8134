// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.example.SortedFileEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StorageEnginesTest {

  /** An engine that is nothing but its name. */
  private record Named(String name) implements StorageEngine {
    @Override
    public WriterRegistryStore open(StoreLocation location) {
      throw new UnsupportedOperationException("Nobody opens it here.");
    }

    @Override
    public Optional<Glance> glance(Path home) {
      throw new UnsupportedOperationException("Nobody looks at it here.");
    }
  }

  @Test
  void an_engine_on_the_class_path_is_found_by_its_name() {
    assertThat(StorageEngines.installed().named("sortedfile")).isInstanceOf(SortedFileEngine.class);
  }

  @Test
  void an_unknown_name_is_refused_with_the_names_there_are() {
    StorageEngines engines = StorageEngines.of(List.of(new Named("zeta"), new Named("alpha")));

    assertThatThrownBy(() -> engines.named("omega"))
        .isInstanceOfSatisfying(
            StorageRefused.class,
            refused -> assertThat(refused.sentinel()).isEqualTo(Sentinel.STORE_UNSUPPORTED))
        .hasMessageContaining("omega")
        .hasMessageContaining("[alpha, zeta]");
  }

  @Test
  void two_engines_of_one_name_are_a_mistake_of_the_build() {
    assertThatThrownBy(() -> StorageEngines.of(List.of(new Named("one"), new Named("one"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one");
  }
}
