// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageFault;
import io.pawl.ports.driven.StorageUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding out who owns a home takes neither its lock nor its engine. */
final class StoreOwnerTest {
  @TempDir private Path home;

  private Path descriptor() {
    return home.resolve("pawl.store");
  }

  private void describe() throws IOException {
    StoreDescriptor descriptor = StoreDescriptor.first(Places.CLUSTER, "rocksdb");
    Files.write(descriptor(), descriptor.encode().toArray());
  }

  @Test
  void a_home_says_whose_it_is_and_which_engine_wrote_it() throws IOException {
    describe();

    assertThat(StoreOwner.isHome(home)).isTrue();
    assertThat(StoreOwner.of(home)).isEqualTo(new StoreOwner(Places.CLUSTER, "rocksdb"));
    assertThat(home).isDirectoryContaining("glob:**/pawl.store");
    assertThat(home.resolve("pawl.lock")).doesNotExist();
  }

  @Test
  void another_folder_is_refused() {
    assertThat(StoreOwner.isHome(home)).isFalse();
    assertThatThrownBy(() -> StoreOwner.of(home))
        .isInstanceOfSatisfying(
            StorageFault.class,
            fault -> assertThat(fault.sentinel()).isEqualTo(Sentinel.STATE_MISMATCH));
  }

  @Test
  void a_damaged_descriptor_is_corruption_and_one_that_cannot_be_read_is_not() throws IOException {
    describe();
    Files.write(descriptor(), new byte[] {1});
    assertThatThrownBy(() -> StoreOwner.of(home)).isInstanceOf(StorageCorrupted.class);

    Files.delete(descriptor());
    Files.createDirectory(descriptor());
    assertThatThrownBy(() -> StoreOwner.of(home)).isInstanceOf(StorageUnavailable.class);
  }
}
