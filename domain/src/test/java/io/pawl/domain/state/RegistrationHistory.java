// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The model of the registry: everything it ever accepted, in order, and the answers that follow
 * from that alone. It keeps no rows; what a row should be is read off the history.
 */
final class RegistrationHistory {
  private static final Set<String> ACCEPTANCES = Set.of("Inserted", "Advanced", "Replayed");

  private final List<Registration> accepted = new ArrayList<>();

  static boolean isAcceptance(String answer) {
    return ACCEPTANCES.contains(answer);
  }

  String answerTo(Registration asking) {
    List<Registration> before = at(asking.dek().value(), asking.node().bits() & 0xffff);
    if (before.isEmpty()) {
      return "Inserted";
    }
    if (before.stream().noneMatch(it -> it.node().bits() == asking.node().bits())) {
      return "SlotTaken";
    }
    if (before.stream().allMatch(it -> it.epoch().value() < asking.epoch().value())) {
      return "Advanced";
    }
    if (before.stream().anyMatch(it -> it.epoch().value() > asking.epoch().value())) {
      return "RolledBack";
    }
    return before.contains(asking) ? "Replayed" : "Cloned";
  }

  void accept(Registration registration) {
    accepted.add(registration);
  }

  List<Registration> accepted() {
    return List.copyOf(accepted);
  }

  RegistrationHistory copy() {
    RegistrationHistory copy = new RegistrationHistory();
    copy.becomes(this);
    return copy;
  }

  void becomes(RegistrationHistory other) {
    accepted.clear();
    accepted.addAll(other.accepted);
  }

  /** The row that each key must have by now. */
  Map<WriterKey, WriterRow> rows() {
    Map<WriterKey, WriterRow> rows = new HashMap<>();
    for (Registration one : accepted) {
      long slot = one.node().bits() & 0xffff;
      List<Registration> here = at(one.dek().value(), slot);
      Registration last = here.get(here.size() - 1);
      LocalEpoch first =
          here.stream().map(Registration::epoch).min(Comparator.naturalOrder()).orElseThrow();
      rows.put(
          new WriterKey(one.dek(), new NodeSlot((int) slot)),
          new WriterRow(one.node(), first, last.epoch(), last.incarnation()));
    }
    return rows;
  }

  /** Who may have used each epoch under a key and a slot: with two, a nonce could repeat. */
  Map<List<Object>, Set<List<Object>>> holdersPerEpoch() {
    Map<List<Object>, Set<List<Object>>> holders = new HashMap<>();
    for (Registration one : accepted) {
      List<Object> epoch = List.of(one.dek(), one.node().bits() & 0xffff, one.epoch());
      holders
          .computeIfAbsent(epoch, nobody -> new HashSet<>())
          .add(List.of(one.node(), one.incarnation()));
    }
    return holders;
  }

  private List<Registration> at(long dek, long slot) {
    return accepted.stream()
        .filter(it -> it.dek().value() == dek && (it.node().bits() & 0xffff) == slot)
        .toList();
  }
}
