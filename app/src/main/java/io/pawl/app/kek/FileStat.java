// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** What a file is, who owns it and who may do what with it, as the system keeps it. */
record FileStat(int mode, int owner) {
  private static final int KIND = 0170000;
  private static final int REGULAR = 0100000;
  private static final int PERMISSIONS = 07777;
  private static final int OF_OTHERS = 077;

  private static final Map<Integer, String> KINDS =
      Map.of(
          REGULAR,
          "a regular file",
          0120000,
          "a symbolic link",
          0040000,
          "a folder",
          0010000,
          "a pipe",
          0140000,
          "a socket",
          0020000,
          "a device",
          0060000,
          "a device");

  static FileStat of(Path file, LinkOption... options) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(file, "unix:mode,uid", options);
    return new FileStat(number(attributes, "mode"), number(attributes, "uid"));
  }

  private static int number(Map<String, Object> attributes, String name) {
    return (Integer) requireNonNull(attributes.get(name), name);
  }

  boolean isRegular() {
    return (mode & KIND) == REGULAR;
  }

  boolean isOpenToOthers() {
    return (mode & OF_OTHERS) != 0;
  }

  /** In words. */
  String kind() {
    return KINDS.getOrDefault(mode & KIND, "a thing unknown");
  }

  /** As chmod takes them. */
  String permissions() {
    return "%04o".formatted(mode & PERMISSIONS);
  }
}
