// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import io.pawl.domain.exploration.Memory.Phase;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.domain.writer.RegistrationOutcome.Replayed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What can happen next. The steps are those of the TLA+ module, one method for each; only the
 * answers to registrations are not modelled here, they come from the decision itself.
 */
record Protocol(Configuration configuration, Decision decision) {

  List<Transition> next(World world) {
    List<Transition> next = new ArrayList<>();
    for (Contender who : configuration.contenders()) {
      open(world, who, next::add);
      register(world, who, next::add);
      write(world, who, next::add);
      crash(world, who, next::add);
      backup(world, who, next::add);
      restore(world, who, next::add);
      for (Contender onto : configuration.contenders()) {
        cloneDisk(world, who, onto).forEach(next::add);
        cloneMemory(world, who, onto).forEach(next::add);
      }
    }
    return next;
  }

  /**
   * Boot and Retry: any epoch after the disk's, up to the one after the registry's last. What the
   * process read of the registry may be old by the time it writes its disk.
   */
  private void open(World world, Contender who, Consumer<Transition> next) {
    Machine machine = world.of(who);
    boolean boots = machine.memory().is(Phase.OFF);
    boolean retries = machine.memory().is(Phase.REFUSED);
    if (!(boots || retries) || world.sessions() == configuration.bounds().sessionsMax()) {
      return;
    }
    World opened = world.withOneMoreSession();
    int load = boots ? opened.sessions() : machine.memory().load();
    int last = Math.max(machine.disk(), world.registry().lastSeen()) + 1;
    for (int epoch = machine.disk() + 1;
        epoch <= Math.min(last, configuration.bounds().epochMax());
        epoch++) {
      Memory session = Memory.asking(epoch, load);
      Action action = boots ? new Action.Boot(who, session) : new Action.Retry(who, session);
      next.accept(new Transition(action, opened.with(who, new Machine(epoch, session))));
    }
  }

  /** Register and RegisterUnanswered: committed, and the process learns of it or does not. */
  private void register(World world, Contender who, Consumer<Transition> next) {
    Machine machine = world.of(who);
    if (!machine.memory().is(Phase.ASKING)) {
      return;
    }
    RegistrationOutcome outcome =
        decision.decide(world.registry(), registration(who, machine.memory()));
    Memory learned =
        outcome instanceof Accepted ? machine.memory().holding() : machine.memory().refused();
    World committed =
        outcome instanceof Accepted accepted && !(outcome instanceof Replayed)
            ? world.with(world.registry().with(accepted))
            : world;
    next.accept(
        new Transition(
            new Action.Register(who, outcome), committed.with(who, machine.with(learned))));
    if (!committed.registry().equals(world.registry())) {
      next.accept(new Transition(new Action.RegisterUnanswered(who, outcome), committed));
    }
  }

  private Registration registration(Contender who, Memory session) {
    Incarnation incarnation =
        configuration.switches().incarnations()
            ? new Incarnation.Drawn(0, session.load())
            : Incarnation.ABSENT;
    return new Registration(
        Configuration.DEK, who.node(), new LocalEpoch(session.epoch()), incarnation);
  }

  private void write(World world, Contender who, Consumer<Transition> next) {
    Machine machine = world.of(who);
    Memory session = machine.memory();
    if (!mayWrite(session) || session.count() == configuration.bounds().countMax()) {
      return;
    }
    Memory counted = session.counted();
    Nonce nonce = Nonce.of(who.node().slot(), new LocalEpoch(counted.epoch()), counted.count());
    next.accept(
        new Transition(
            new Action.Write(who, session, nonce),
            world.with(who, machine.with(counted)).with(world.spent().and(nonce))));
  }

  private boolean mayWrite(Memory session) {
    boolean rashly = session.is(Phase.ASKING) && !configuration.switches().gate();
    return session.is(Phase.HOLDING) || rashly;
  }

  private void crash(World world, Contender who, Consumer<Transition> next) {
    Machine machine = world.of(who);
    if (!machine.memory().is(Phase.OFF)) {
      next.accept(new Transition(new Action.Crash(who), world.with(who, machine.with(Memory.OFF))));
    }
  }

  private void backup(World world, Contender who, Consumer<Transition> next) {
    DiskImage image = new DiskImage(who.node(), world.of(who).disk());
    if (!world.backups().contains(image)) {
      next.accept(new Transition(new Action.Backup(who, image), world.withBackup(image)));
    }
  }

  private void restore(World world, Contender who, Consumer<Transition> next) {
    Machine machine = world.of(who);
    if (!machine.memory().is(Phase.OFF)) {
      return;
    }
    world.backups().stream()
        .filter(image -> image.node().equals(who.node()) && image.epoch() != machine.disk())
        .map(
            image ->
                new Transition(
                    new Action.Restore(who, image),
                    world.with(who, machine.withDisk(image.epoch()))))
        .forEach(next);
  }

  /** Clone: the disk of one, whether it runs or not, straight onto that of another. */
  private List<Transition> cloneDisk(World world, Contender from, Contender onto) {
    int epoch = world.of(from).disk();
    Machine target = world.of(onto);
    if (!target.memory().is(Phase.OFF) || !from.isCopyOf(onto) || target.disk() == epoch) {
      return List.of();
    }
    return List.of(
        new Transition(
            new Action.Clone(from, onto, epoch), world.with(onto, target.withDisk(epoch))));
  }

  private List<Transition> cloneMemory(World world, Contender from, Contender onto) {
    Machine source = world.of(from);
    if (!configuration.switches().memoryCopies()
        || source.memory().is(Phase.OFF)
        || !world.of(onto).memory().is(Phase.OFF)
        || !from.isCopyOf(onto)) {
      return List.of();
    }
    return List.of(new Transition(new Action.CloneMemory(from, onto), world.with(onto, source)));
  }
}
