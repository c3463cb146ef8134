// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Another process with a store: {@code <engine class> <home> <task>}. It ends when its standard
 * input does, and so never outlives whoever started it.
 */
public final class StoreProcessMain {
  static final String OPENING = "opening";
  static final CommitStory STORY = CommitStory.ofRows(1000);

  private static final int COMMITS_BETWEEN_INSTALLS = 20;
  private static final long PAUSE_NANOS_MAX = 4_000_000;
  private static final int FAILED = 70;
  private static final OutputStream STANDARD_OUT = new FileOutputStream(FileDescriptor.out);

  private StoreProcessMain() {}

  static String opened(long index) {
    return "opened at index " + index;
  }

  static String installing(long index) {
    return "installing " + index;
  }

  static String installed(long index) {
    return "installed " + index;
  }

  /** What the other process is for. */
  enum Task {
    /** Says whether the home can be opened; holds it if so. */
    HOLD,
    /** Commits as fast as it can; says how far it certainly got after every sync that returned. */
    COMMIT,
    /**
     * Installs one snapshot after the other, each of a later position; says which before it begins
     * and when it returned.
     */
    INSTALL
  }

  public static void main(String[] args) throws ReflectiveOperationException {
    Thread.setDefaultUncaughtExceptionHandler(StoreProcessMain::end);
    StorageEngine engine =
        Class.forName(args[0])
            .asSubclass(StorageEngine.class)
            .getDeclaredConstructor()
            .newInstance();
    StoreLocation location = new StoreLocation(Path.of(args[1]), CommitStory.CLUSTER);
    switch (Task.valueOf(args[2])) {
      case HOLD -> hold(engine, location);
      case COMMIT -> commitUntilKilled(engine, location);
      case INSTALL -> installUntilKilled(engine, location);
    }
  }

  private static void hold(StorageEngine engine, StoreLocation location) {
    try (WriterRegistryStore store = engine.open(location)) {
      say(opened(CommitStory.indexOf(store)));
      awaitEndOfInput();
    } catch (StorageRefused e) {
      say(e.sentinel().name());
    }
  }

  private static void commitUntilKilled(StorageEngine engine, StoreLocation location) {
    startDaemon("parent", StoreProcessMain::endWithParent);
    say(OPENING);
    WriterRegistryStore store = engine.open(location);
    startDaemon("sync", () -> syncForEver(store));
    STORY.tell(store, Long.MAX_VALUE);
  }

  /** Beside the commits, so that a kill meets both at work. */
  private static void syncForEver(WriterRegistryStore store) {
    while (true) {
      Optional<LogPosition> before = store.lastApplied();
      store.sync();
      before.ifPresent(position -> say(Long.toString(position.index())));
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS_MAX));
    }
  }

  /** The snapshots come from a second store, which tells the same story further on. */
  private static void installUntilKilled(StorageEngine engine, StoreLocation location) {
    startDaemon("parent", StoreProcessMain::endWithParent);
    say(OPENING);
    WriterRegistryStore store = engine.open(location);
    Path home = location.home();
    WriterRegistryStore ahead =
        engine.open(
            new StoreLocation(
                home.resolveSibling(home.getFileName() + "-ahead"), CommitStory.CLUSTER));
    Path snapshot = home.resolveSibling(home.getFileName() + ".snapshot");
    while (true) {
      STORY.tell(ahead, CommitStory.indexOf(store) + COMMITS_BETWEEN_INSTALLS);
      delete(snapshot);
      long index = ahead.writeSnapshot(snapshot).index();
      say(installing(index));
      store.installSnapshot(snapshot);
      say(installed(index));
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void endWithParent() {
    awaitEndOfInput();
    Runtime.getRuntime().halt(FAILED);
  }

  private static void awaitEndOfInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One write of the operating system for one line: no reader ever sees a part of it. */
  private static void say(String line) {
    try {
      STANDARD_OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void startDaemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void end(Thread thread, Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(FAILED);
  }
}
