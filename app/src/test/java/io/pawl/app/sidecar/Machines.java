// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.domain.writer.WriterRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Machines that open sessions with one registry: two that are clones and bear one name, and one of
 * their own. Each remembers the epochs it spent in a real sidecar. Which epochs were used to seal
 * is written down, and that none is used by two.
 */
final class Machines implements AutoCloseable {
  static final int COUNT = 3;
  private static final LocalEpoch NONE = new LocalEpoch(0);
  private static final NodeName CLONED = new NodeName("n1");
  private static final NodeName SINGLE = new NodeName("n2");

  private final List<Machine> machines = new ArrayList<>();
  private final List<Backup> backups = new ArrayList<>();
  private final Map<WriterKey, WriterRow> registry = new TreeMap<>(Machines::inOrder);
  private final Map<Use, Session> uses = new HashMap<>();
  private final Map<Use, LocalEpoch> highestSpent = new HashMap<>();
  private final List<String> outcomes = new ArrayList<>();
  private final BiFunction<WriterRows, Registration, RegistrationOutcome> decision;
  private long index;

  /** Under this key, this name may seal with this epoch; without an epoch it is 0. */
  private record Use(DekId dek, NodeName name, int epoch) {}

  Machines(Path home, BiFunction<WriterRows, Registration, RegistrationOutcome> decision)
      throws IOException {
    this.decision = decision;
    for (int i = 0; i < COUNT; i++) {
      NodeName name = i == COUNT - 1 ? SINGLE : CLONED;
      machines.add(new Machine(home.resolve("machine-" + i), name));
    }
  }

  List<String> outcomes() {
    return outcomes;
  }

  private static int inOrder(WriterKey one, WriterKey other) {
    int byDek = one.dek().compareTo(other.dek());
    return byDek != 0 ? byDek : one.slot().compareTo(other.slot());
  }

  /** Reads the row, and chooses an epoch after it and after all that the sidecar knows. */
  void choose(int machine, DekId dek) {
    machines.get(machine).choose(dek, find(machines.get(machine), dek));
  }

  /** Writes the epoch it chose to the sidecar. */
  void spend(int machine) {
    Machine at = machines.get(machine);
    at.spend()
        .ifPresent(
            session ->
                highestSpent.merge(
                    new Use(session.dek(), at.name(), 0), session.epoch(), Ledger::later));
  }

  /** Registers the epoch it spent; seals with it if it may. Asking again changes nothing. */
  void register(int machine) {
    Machine at = machines.get(machine);
    at.takeToTheRegistry().ifPresent(session -> register(at, session));
  }

  /** The next step towards a session. */
  void goOn(int machine, DekId dek) {
    if (machines.get(machine).isAboutToSpend()) {
      spend(machine);
    } else if (machines.get(machine).isAboutToRegister()) {
      register(machine);
    } else {
      choose(machine, dek);
    }
  }

  void openSession(int machine, DekId dek) {
    choose(machine, dek);
    spend(machine);
    register(machine);
  }

  void restart(int machine) {
    machines.get(machine).restart();
  }

  void backUp(int machine) throws IOException {
    backups.add(machines.get(machine).backUp());
  }

  /** From a backup of a machine with the same name, if there is one. */
  void restore(int machine, int choice) throws IOException {
    List<Backup> own =
        backups.stream()
            .filter(backup -> backup.name().equals(machines.get(machine).name()))
            .toList();
    if (!own.isEmpty()) {
      machines.get(machine).restore(own.get(choice % own.size()));
    }
  }

  void lose(int machine) throws IOException {
    machines.get(machine).restore(new Backup(machines.get(machine).name(), Map.of(), List.of()));
  }

  void adopt(int machine) {
    List<StoredRow> rows =
        registry.entrySet().stream()
            .map(entry -> new StoredRow(entry.getKey(), entry.getValue()))
            .toList();
    machines.get(machine).adopt(KeyRing.EMPTY, ++index, rows);
  }

  /** What each sidecar says is what it was told, and nothing that nobody spent. */
  void expectSoundSidecars() {
    for (Machine machine : machines) {
      machine.expectAsTold();
      machine
          .told()
          .forEach(
              (dek, epoch) ->
                  assertThat(epoch)
                      .isLessThanOrEqualTo(
                          highestSpent.getOrDefault(new Use(dek, machine.name(), 0), NONE)));
    }
  }

  private void register(Machine machine, Session session) {
    Registration registration =
        new Registration(session.dek(), machine.id(), session.epoch(), session.incarnation());
    RegistrationOutcome outcome =
        decision.apply(key -> Optional.ofNullable(registry.get(key)), registration);
    outcomes.add(outcome.getClass().getSimpleName());
    if (outcome instanceof RegistrationOutcome.Accepted accepted) {
      registry.put(registration.key(), accepted.row());
      Session before =
          uses.putIfAbsent(
              new Use(session.dek(), machine.name(), session.epoch().value()), session);
      assertThat(before == null || before.equals(session))
          .as("epoch %s of key %s is used once", session.epoch(), session.dek())
          .isTrue();
    }
  }

  private Optional<WriterRow> find(Machine machine, DekId dek) {
    return Optional.ofNullable(registry.get(new WriterKey(dek, machine.id().slot())));
  }

  @Override
  public void close() {
    machines.forEach(Machine::close);
  }
}
