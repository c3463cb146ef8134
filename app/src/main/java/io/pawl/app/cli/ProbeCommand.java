// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.NodeSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Computes ids and slots of names, without a cluster. */
@Command(
    name = "probe",
    description = "Show the ids and slots that names have, and which names cannot go together.",
    footer = {"", "Example:", "  pawl probe n1 n2 n3"})
final class ProbeCommand implements Callable<Integer> {
  private static final String SCHEMA = "pawl.probe/1";

  private final Surroundings around;

  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "The names of nodes.")
  private List<String> names = new ArrayList<>();

  ProbeCommand(Surroundings around) {
    this.around = around;
  }

  private record Collision(NodeSlot slot, List<String> names) {}

  @Override
  public Integer call() {
    List<NodeName> nodes = names.stream().map(Arguments::nodeName).distinct().toList();
    List<Collision> collisions = collisions(nodes);
    if (output.isJson()) {
      around.out().println(Json.document(SCHEMA, json -> write(json, nodes, collisions)));
    } else {
      print(nodes, collisions);
    }
    return collisions.isEmpty() ? 0 : Sentinel.SLOT_TAKEN.exitClass().code();
  }

  private static List<Collision> collisions(List<NodeName> nodes) {
    SortedMap<NodeSlot, List<String>> bySlot = new TreeMap<>();
    for (NodeName node : nodes) {
      bySlot.computeIfAbsent(NodeId.of(node).slot(), any -> new ArrayList<>()).add(node.value());
    }
    return bySlot.entrySet().stream()
        .filter(slot -> slot.getValue().size() > 1)
        .map(slot -> new Collision(slot.getKey(), slot.getValue()))
        .toList();
  }

  private static void write(Json json, List<NodeName> nodes, List<Collision> collisions) {
    json.objects(
        "names",
        nodes,
        (one, node) ->
            one.text("name", node.value())
                .text("node_id", NodeId.of(node).toString())
                .text("slot", NodeId.of(node).slot().toString()));
    json.objects(
        "collisions",
        collisions,
        (one, collision) ->
            one.text("slot", collision.slot().toString()).texts("names", collision.names()));
  }

  private void print(List<NodeName> nodes, List<Collision> collisions) {
    Table table = Table.of("NAME", "NODE ID", "SLOT");
    for (NodeName node : nodes) {
      NodeId id = NodeId.of(node);
      table.row(node.value(), id.toString(), id.slot().toString());
    }
    table.lines().forEach(around.out()::println);
    for (Collision collision : collisions) {
      around
          .err()
          .println(
              Sentences.of(
                  Sentinel.SLOT_TAKEN,
                  "The names %s all have slot %s."
                      .formatted(String.join(", ", collision.names()), collision.slot())));
    }
  }
}
