// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.domain.key.ClusterId;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A home of its own and the store in it: opens, restarts, crashes, and deletes it all in the end.
 */
final class Session implements AutoCloseable {
  static final ClusterId CLUSTER = new ClusterId(0x7061_776cL, 1);
  static final ClusterId OTHER_CLUSTER = new ClusterId(0x7061_776cL, 2);

  private final StoreUnderTest subject;
  private final Path folder;
  private int names;
  private Path home;
  private WriterRegistryStore store;

  private Session(StoreUnderTest subject, Path folder) {
    this.subject = subject;
    this.folder = folder;
    this.home = freshPath("home");
    this.store = open();
  }

  static Session open(StoreUnderTest subject) {
    try {
      return new Session(subject, Files.createTempDirectory("pawl-contract-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WriterRegistryStore store() {
    return store;
  }

  StoreLocation location() {
    return new StoreLocation(home, CLUSTER);
  }

  /** A name in this session's folder that nothing has yet. */
  Path freshPath(String name) {
    names++;
    return folder.resolve(name + "-" + names);
  }

  /** Another opener of the home, whatever this session has open. */
  WriterRegistryStore open() {
    return subject.engine().open(location());
  }

  void restart() {
    store.close();
    store = open();
  }

  /** Goes on with what a crash right now leaves behind. */
  void crash(double kept) {
    Path image = leaveCrash(kept);
    store.close();
    home = image;
    store = open();
  }

  /** Where a home now lies as a crash right now leaves it; this session goes on with its own. */
  Path leaveCrash(double kept) {
    Path image = freshPath("home");
    try {
      subject.leaveCrashImage(new CrashImage(home, image, kept));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return image;
  }

  /** Closes the store and harms what it left; whoever opens it next finds out. */
  void damage(Damage damage) {
    store.close();
    try {
      subject.damage(home, damage);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    store.close();
    try {
      HomeFiles.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
