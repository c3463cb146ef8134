// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
