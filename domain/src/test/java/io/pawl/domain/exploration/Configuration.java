// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.NodeSlot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds, switches and invariants, read from the very file that TLC is given. There is no second
 * copy of them that could differ.
 */
record Configuration(
    String name,
    ImmutableList<Contender> contenders,
    Bounds bounds,
    Switches switches,
    ImmutableSet<Invariant> invariants) {
  static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "..", "docs", "tla");
  static final DekId DEK = new DekId(1);

  /** Two names whose ids end in the same sixteen bits. */
  private static final List<NodeName> NAMES =
      List.of(new NodeName("n1"), new NodeName("node-1748"));

  record Bounds(int epochMax, int countMax, int sessionsMax) {}

  /** Where a switch is off, production has a protection and this configuration does without. */
  record Switches(boolean incarnations, boolean gate, boolean memoryCopies) {}

  static Configuration named(String name) {
    Map<String, String> constants = new HashMap<>();
    ImmutableSet.Builder<Invariant> invariants = ImmutableSet.builder();
    for (String line : lines(FOLDER.resolve(name + ".cfg"))) {
      List<String> words = Splitter.on(' ').trimResults().omitEmptyStrings().splitToList(line);
      if (words.contains("=")) {
        constants.put(words.get(0), line.substring(line.indexOf('=') + 1).strip());
      } else if (words.get(0).equals("INVARIANT") || words.get(0).equals("PROPERTY")) {
        invariants.add(Invariant.named(words.get(1)));
      }
    }
    return of(name, Map.copyOf(constants), invariants.build());
  }

  Configuration only(Invariant invariant) {
    return new Configuration(name, contenders, bounds, switches, ImmutableSet.of(invariant));
  }

  NodeSlot slot() {
    return contenders.get(0).node().slot();
  }

  private static Configuration of(
      String name, Map<String, String> constants, ImmutableSet<Invariant> invariants) {
    return new Configuration(
        name,
        contenders(constants.getOrDefault("Processes", "{}"), flag(constants, "OneNode")),
        new Bounds(
            number(constants, "MaxEpoch"),
            number(constants, "MaxCount"),
            number(constants, "MaxSessions")),
        new Switches(
            flag(constants, "Incarnations"),
            flag(constants, "Gate"),
            flag(constants, "MemoryCopies")),
        invariants);
  }

  private static ImmutableList<Contender> contenders(String set, boolean oneNode) {
    List<String> names =
        Splitter.on(',').trimResults().splitToList(set.substring(1, set.length() - 1));
    checkArgument(oneNode || names.size() <= NAMES.size(), "No more than two nodes share a slot.");
    ImmutableList.Builder<Contender> contenders = ImmutableList.builder();
    for (int index = 0; index < names.size(); index++) {
      NodeId node = NodeId.of(NAMES.get(oneNode ? 0 : index));
      contenders.add(new Contender(index, names.get(index), node));
    }
    return contenders.build();
  }

  private static boolean flag(Map<String, String> constants, String name) {
    String value = constants.getOrDefault(name, "missing");
    checkArgument(
        value.equals("TRUE") || value.equals("FALSE"), "The constant %s is %s.", name, value);
    return value.equals("TRUE");
  }

  private static int number(Map<String, String> constants, String name) {
    return Integer.parseInt(constants.getOrDefault(name, "missing"));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The model's configuration cannot be read.", e);
    }
  }
}
