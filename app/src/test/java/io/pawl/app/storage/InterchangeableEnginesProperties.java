// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.state.Decision;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.RegistrationDecisions;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

/** One engine takes over where the other stopped, and nobody can tell from the state. */
class InterchangeableEnginesProperties {
  private static final int STORES_TRIES = 20;
  private static final ClusterId CLUSTER = new ClusterId(1, 2);
  private static final StorageEngine ROCKSDB = StorageEngines.installed().named("rocksdb");
  private static final StorageEngine MVSTORE = StorageEngines.installed().named("mvstore");

  @Example
  void both_engines_are_found_by_name() {
    assertThat(StorageEngines.installed().names()).contains("rocksdb", "mvstore");
  }

  @Property(tries = STORES_TRIES)
  @Domain(EncryptionDomain.class)
  void one_history_gives_one_snapshot_whatever_the_engine(
      @ForAll @Size(min = 1, max = 60) List<Registration> history) throws IOException {
    try (Folder folder = new Folder()) {
      Path fromRocksDb = snapshotOf(ROCKSDB, history, folder.path("rocksdb"));
      Path fromMvStore = snapshotOf(MVSTORE, history, folder.path("mvstore"));

      assertThat(fromRocksDb).hasSameBinaryContentAs(fromMvStore);
    }
  }

  @Property(tries = STORES_TRIES)
  @Domain(EncryptionDomain.class)
  void a_state_goes_from_rocksdb_to_mvstore_and_back_unchanged(
      @ForAll @Size(min = 1, max = 60) List<Registration> history) throws IOException {
    try (Folder folder = new Folder()) {
      Path first = snapshotOf(ROCKSDB, history, folder.path("first"));
      Path there = passOn(first, MVSTORE, folder.path("there"));
      Path back = passOn(there, ROCKSDB, folder.path("back"));

      assertThat(there).hasSameBinaryContentAs(first);
      assertThat(back).hasSameBinaryContentAs(first);
    }
  }

  private static Path snapshotOf(StorageEngine engine, List<Registration> history, Path home) {
    try (WriterRegistryStore store = open(engine, home)) {
      long index = 0;
      for (Registration registration : history) {
        Decision<RegistrationOutcome> decision = RegistrationDecisions.one(store, registration);
        store.commit(new LogPosition(1, index++), decision.changes());
      }
      return snapshot(store, home);
    }
  }

  private static Path passOn(Path snapshot, StorageEngine engine, Path home) {
    try (WriterRegistryStore store = open(engine, home)) {
      assertThat(store.installSnapshot(snapshot)).isInstanceOf(Installed.class);
      return snapshot(store, home);
    }
  }

  private static WriterRegistryStore open(StorageEngine engine, Path home) {
    return engine.open(new StoreLocation(home, CLUSTER));
  }

  private static Path snapshot(WriterRegistryStore store, Path home) {
    Path target = home.resolveSibling(home.getFileName() + ".snapshot");
    store.writeSnapshot(target);
    return target;
  }

  /** jqwik knows no temporary folders; each try makes its own. */
  private static final class Folder implements AutoCloseable {
    private final Path path;

    Folder() throws IOException {
      path = Files.createTempDirectory("pawl-engines");
    }

    Path path(String name) {
      return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
      MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
