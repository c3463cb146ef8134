// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.wire.Bytes;
import io.pawl.ports.storage.FileSteps;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes every step on real files, and writes down what it did to a {@link PowerlessDisk}, so that
 * each moment can be looked at again as it is after a power loss. What is written down can be cut
 * off after any step.
 */
final class RecordedDisk implements FileSteps {
  private final Path data;
  private final List<Consumer<PowerlessDisk>> steps = new ArrayList<>();
  private final Map<Path, Integer> numbers = new HashMap<>();
  private int made;

  /** Of a folder that holds these files already, and they are durable. */
  RecordedDisk(Path data) throws IOException {
    this.data = data;
    Path folder = data.resolve(SidecarFile.FOLDER);
    if (Files.isDirectory(folder)) {
      record(disk -> disk.setFolder(name(folder)));
      List<Path> files;
      try (var listed = Files.list(folder)) {
        files = listed.sorted().toList();
      }
      for (Path file : files) {
        int number = number(file);
        Bytes content = Bytes.copyOf(Files.readAllBytes(file));
        record(disk -> disk.setFile(name(file), number));
        record(disk -> disk.write(number, content.toArray()));
        record(disk -> disk.syncFile(number));
      }
    }
    record(disk -> disk.syncFolder(name(folder)));
    record(disk -> disk.syncFolder(""));
  }

  int length() {
    return steps.size();
  }

  /** The disk when the power is lost after so many steps. */
  PowerlessDisk after(int count) {
    PowerlessDisk disk = new PowerlessDisk();
    steps.subList(0, count).forEach(step -> step.accept(disk));
    return disk;
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    LOCAL.makeFolder(folder);
    record(disk -> disk.setFolder(name(folder)));
  }

  @Override
  public FreshFile create(Path file) throws IOException {
    LOCAL.create(file).close();
    return openThere(file);
  }

  /** Not a step of the protocol, but what some do in its place: writes over what is there. */
  FreshFile openThere(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new FileNotFoundException(file.toString());
    }
    int number = number(file);
    record(disk -> disk.setFile(name(file), number));
    return new RecordedFile(new RandomAccessFile(file.toFile(), "rw"), number);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    int number = number(from);
    numbers.remove(from);
    numbers.put(to, number);
    record(
        disk -> {
          disk.setFile(name(to), number);
          disk.unset(name(from));
        });
  }

  @Override
  public void delete(Path file) throws IOException {
    LOCAL.delete(file);
    numbers.remove(file);
    record(disk -> disk.unset(name(file)));
  }

  @Override
  public void syncFolder(Path folder) {
    record(disk -> disk.syncFolder(name(folder)));
  }

  private int number(Path file) {
    return numbers.computeIfAbsent(file, fresh -> made++);
  }

  private String name(Path path) {
    return data.relativize(path).toString();
  }

  private void record(Consumer<PowerlessDisk> step) {
    steps.add(step);
  }

  private final class RecordedFile implements FreshFile {
    private final RandomAccessFile file;
    private final int number;

    RecordedFile(RandomAccessFile file, int number) {
      this.file = file;
      this.number = number;
    }

    @Override
    public void write(Bytes content) throws IOException {
      file.write(content.toArray());
      record(disk -> disk.write(number, content.toArray()));
    }

    @Override
    public void sync() {
      record(disk -> disk.syncFile(number));
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
