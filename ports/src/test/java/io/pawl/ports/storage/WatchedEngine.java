// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static com.google.common.base.Preconditions.checkState;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.example.SortedFileEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An engine somebody watches: told of every operation before it happens, the watcher may make it
 * wait or fail. It insists on what a {@link Generation} may expect of its user, and knows how many
 * were never closed.
 */
final class WatchedEngine implements GenerationEngine {
  private final GenerationEngine engine = SortedFileEngine.generations(Places.CLUSTER);
  private final Consumer<Operation> watcher;
  private final AtomicInteger open = new AtomicInteger();

  /** What is about to happen, and in which generation's folder. */
  record Operation(String name, String folder) {}

  WatchedEngine(Consumer<Operation> watcher) {
    this.watcher = watcher;
  }

  static WatchedEngine sound() {
    return new WatchedEngine(operation -> {});
  }

  /** What an operation of a failing environment throws. */
  static StorageUnavailable injected(Operation operation) {
    return new StorageUnavailable("Injected into " + operation + ".");
  }

  int generationsOpen() {
    return open.get();
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public Generation open(Path folder, Expected expected) {
    watcher.accept(new Operation("open", nameOf(folder)));
    Generation opened = engine.open(folder, expected);
    open.incrementAndGet();
    return new Watched(opened, nameOf(folder));
  }

  @Override
  public Found glance(Path folder, Expected expected) {
    watcher.accept(new Operation("glance", nameOf(folder)));
    return engine.glance(folder, expected);
  }

  private static String nameOf(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  private final class Watched implements Generation {
    private final Generation generation;
    private final String folder;
    private final AtomicInteger views = new AtomicInteger();
    private volatile boolean closed;

    Watched(Generation generation, String folder) {
      this.generation = generation;
      this.folder = folder;
    }

    private void before(String operation) {
      checkState(!closed, "%s of %s after its close", operation, folder);
      watcher.accept(new Operation(operation, folder));
    }

    @Override
    public Optional<WriterRow> find(WriterKey key) {
      before("find");
      return generation.find(key);
    }

    @Override
    public KeyRing keyRing() {
      before("keyRing");
      return generation.keyRing();
    }

    @Override
    public Optional<LogPosition> lastApplied() {
      before("lastApplied");
      return generation.lastApplied();
    }

    @Override
    public void write(LogPosition position, List<Change> changes) {
      before("write");
      generation.write(position, changes);
    }

    @Override
    public void sync() {
      before("sync");
      generation.sync();
    }

    @Override
    public View view() {
      before("view");
      views.incrementAndGet();
      return new WatchedView(generation.view());
    }

    /** Lets go even if it then fails, as a file does whose last write failed. */
    @Override
    public void close() {
      checkState(!closed, "a second close of %s", folder);
      checkState(views.get() == 0, "a close of %s before its views", folder);
      closed = true;
      open.decrementAndGet();
      generation.close();
      watcher.accept(new Operation("close", folder));
    }

    private final class WatchedView implements View {
      private final View view;

      WatchedView(View view) {
        this.view = view;
      }

      @Override
      public Optional<LogPosition> lastApplied() {
        before("view.lastApplied");
        return view.lastApplied();
      }

      @Override
      public KeyRing keyRing() {
        before("view.keyRing");
        return view.keyRing();
      }

      @Override
      public long rowCount() {
        before("view.rowCount");
        return view.rowCount();
      }

      @Override
      public void scanAll(Consumer<StoredRow> visitor) {
        before("view.scanAll");
        view.scanAll(visitor);
      }

      @Override
      public void scan(DekId dek, Consumer<StoredRow> visitor) {
        before("view.scan");
        view.scan(dek, visitor);
      }

      @Override
      public void close() {
        views.decrementAndGet();
        view.close();
        before("view.close");
      }
    }
  }
}
