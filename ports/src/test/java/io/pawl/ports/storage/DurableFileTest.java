// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableFileTest {
  @TempDir private Path folder;
  private Path file = Path.of("file");

  @BeforeEach
  void place() {
    file = folder.resolve("file");
  }

  @Test
  void the_file_has_the_new_content_and_nothing_else_is_there() throws IOException {
    DurableFile.replace(file, utf8("old and longer"));
    DurableFile.replace(file, utf8("new"));

    assertThat(file).hasContent("new");
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void content_that_fails_half_way_leaves_the_old_file() throws IOException {
    DurableFile.replace(file, utf8("old"));

    assertThatThrownBy(
            () ->
                DurableFile.replace(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("Injected.");
                    }))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                DurableFile.replace(
                    file,
                    out -> {
                      throw new OutOfMemoryError("Injected.");
                    }))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void what_an_earlier_crash_left_is_in_nobodys_way() throws IOException {
    Files.writeString(folder.resolve("file.new"), "half of something longer");

    DurableFile.replace(file, utf8("new"));

    assertThat(file).hasContent("new");
    assertThat(folder.resolve("file.new")).doesNotExist();
  }

  @Test
  void a_private_file_is_for_its_owner_alone_and_nothing_else_is_left() throws IOException {
    DurableFile.replacePrivately(FileSteps.LOCAL, file, utf8("old and longer"));
    DurableFile.replacePrivately(FileSteps.LOCAL, file, utf8("new"));

    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void a_private_file_takes_the_place_of_a_link_and_not_of_what_it_points_to() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "another's");
    Files.createSymbolicLink(file, target);

    DurableFile.replacePrivately(FileSteps.LOCAL, file, utf8("new"));

    assertThat(file).isRegularFile().hasContent("new");
    assertThat(Files.isSymbolicLink(file)).isFalse();
    assertThat(target).hasContent("another's");
  }

  @Test
  void a_private_file_that_cannot_take_its_place_is_gone() throws IOException {
    Files.createDirectory(file);

    assertThatThrownBy(
            () -> DurableFile.replacePrivately(FileSteps.LOCAL, file, utf8("never there")))
        .isInstanceOf(IOException.class);

    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void a_fresh_file_is_never_one_that_is_there_already() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "another's");
    Files.createSymbolicLink(file, target);

    assertThatThrownBy(() -> FileSteps.LOCAL.create(file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> FileSteps.LOCAL.create(target))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(target).hasContent("another's");
  }

  @Test
  void what_crashes_left_is_deleted_and_nothing_else() throws IOException {
    Files.writeString(folder.resolve(".pawl-1.new"), "half");
    Files.createSymbolicLink(folder.resolve(".pawl-2.new"), Files.createFile(file));

    DurableFile.deleteLeftovers(FileSteps.LOCAL, folder);

    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    assertThat(file).exists();
  }

  @Test
  void a_private_file_is_written_on_an_interrupted_thread() throws IOException {
    Thread.currentThread().interrupt();
    DurableFile.replacePrivately(FileSteps.LOCAL, file, utf8("new"));

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(file).hasContent("new");
  }

  @Test
  void every_missing_folder_on_the_way_is_made() throws IOException {
    Path deep = folder.resolve("a").resolve("b").resolve("c");

    DurableFile.makeFolders(deep);
    DurableFile.makeFolders(deep);

    assertThat(deep).isEmptyDirectory();
  }

  private static Bytes utf8(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }
}
