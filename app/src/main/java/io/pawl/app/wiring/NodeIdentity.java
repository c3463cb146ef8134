// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.storage.DurableFile;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whose data folder it is. Written when a node was started for the first time and all its logs are
 * there; from then on a missing log is a lost one.
 *
 * <pre>
 * pawl-node 1
 * cluster=NAME       names as in a URL
 * name=NAME
 * groups=N
 * </pre>
 */
record NodeIdentity(String cluster, String name, int groups) {
  private static final String FIRST_LINE = "pawl-node 1";
  private static final int LINES = 4;

  static NodeIdentity of(NodeSettings settings) {
    return new NodeIdentity(settings.cluster(), settings.name().value(), settings.groups());
  }

  /** What the folder says; nothing if no node was ever up on it. */
  static Optional<NodeIdentity> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(Files.readAllLines(file), file));
    } catch (IOException e) {
      throw new StartupRefused(Sentinel.STORE_UNAVAILABLE, "%s cannot be read.".formatted(file), e);
    }
  }

  private static NodeIdentity parse(List<String> lines, Path file) {
    try {
      if (lines.size() == LINES && lines.get(0).equals(FIRST_LINE)) {
        return new NodeIdentity(
            value(lines.get(1), "cluster="),
            value(lines.get(2), "name="),
            Integer.parseInt(value(lines.get(3), "groups=")));
      }
    } catch (IllegalArgumentException e) {
      throw new StartupRefused(
          Sentinel.STATE_MISMATCH, "%s does not say whose folder it is.".formatted(file), e);
    }
    throw new StartupRefused(
        Sentinel.STATE_MISMATCH, "%s does not say whose folder it is.".formatted(file));
  }

  private static String value(String line, String key) {
    if (!line.startsWith(key)) {
      throw new IllegalArgumentException("There is no " + key);
    }
    return URLDecoder.decode(line.substring(key.length()), StandardCharsets.UTF_8);
  }

  /** Refuses a node that is another, or has lost groups. */
  void require(NodeIdentity starting) {
    if (!cluster.equals(starting.cluster) || !name.equals(starting.name)) {
      throw new StartupRefused(
          Sentinel.STATE_MISMATCH,
          "The folder is the one of node %s of cluster %s.".formatted(name, cluster));
    }
    if (starting.groups < groups) {
      throw new StartupRefused(
          Sentinel.STATE_MISMATCH,
          "The folder has %s groups, and %s are named.".formatted(groups, starting.groups));
    }
  }

  void write(Path file) {
    String text =
        "%s\ncluster=%s\nname=%s\ngroups=%d\n"
            .formatted(FIRST_LINE, encoded(cluster), encoded(name), groups);
    try {
      DurableFile.replace(file, Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new StartupRefused(
          Sentinel.STORE_UNAVAILABLE, "%s cannot be written.".formatted(file), e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
