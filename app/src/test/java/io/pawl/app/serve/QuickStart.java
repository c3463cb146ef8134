// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cluster.OwnPorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How the processes of tests start. Most of a short life is the start of the JVM, and most of that
 * is loading classes: they come from an archive, which a {@link Rehearsal} leaves behind. A JVM
 * makes archives only of what is in jars. One that finds the archive unfit does without.
 */
public final class QuickStart {
  private static final long PATIENCE_SECONDS = 120;

  /**
   * Newer JDKs warn of native code and of Unsafe unless they are told not to, as the launcher tells
   * them; with what they are told, they take no archive.
   */
  private static final boolean WARNS = Runtime.version().feature() >= 24;

  private static final QuickStart OURS = rehearsed();

  private final Path archive;
  private final String classPath;

  private QuickStart(Path archive, String classPath) {
    this.archive = archive;
    this.classPath = classPath;
  }

  /** To start a program of this class path; what its JVM is told besides comes in between. */
  public static List<String> command(List<String> options, Class<?> program) {
    List<String> command = OURS.with(options, program);
    if (Files.exists(OURS.archive)) {
      command.add(1, "-XX:SharedArchiveFile=" + OURS.archive);
    }
    return command;
  }

  private List<String> with(List<String> options, Class<?> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Dlogback.configurationFile=logback.xml"));
    if (WARNS) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program.getName()));
    return command;
  }

  private static QuickStart rehearsed() {
    try {
      Path folder = Files.createTempDirectory("pawl-start");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
      QuickStart start = new QuickStart(folder.resolve("classes.jsa"), jars(folder));
      if (!WARNS) {
        start.rehearse(Files.createDirectory(folder.resolve("rehearsal")));
      }
      return start;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rehearse(Path scratch) throws IOException {
    List<String> command =
        with(
            List.of("-XX:ArchiveClassesAtExit=" + archive, "-Djava.io.tmpdir=" + scratch),
            Rehearsal.class);
    command.add(scratch.toString());
    command.add(ServeCluster.list(OwnPorts.members(Rehearsal.NAMES)));
    Path said = scratch.resolve("said");
    Process rehearsal =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      boolean ended = rehearsal.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(ended && rehearsal.exitValue() == 0).as(Files.readString(said)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting.", e);
    } finally {
      rehearsal.destroyForcibly();
    }
  }

  /** The class path of this JVM, with a jar in place of each folder. */
  private static String jars(Path folder) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(Files::exists)
        .map(entry -> Files.isDirectory(entry) ? jar(entry, folder) : entry)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path jar(Path classes, Path folder) {
    try (Stream<Path> paths = Files.walk(classes)) {
      Path jar = Files.createTempFile(folder, "classes", ".jar");
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
        out.setLevel(Deflater.NO_COMPRESSION);
        for (Path path : paths.filter(Files::isRegularFile).toList()) {
          String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
          out.putNextEntry(new ZipEntry(name));
          Files.copy(path, out);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
