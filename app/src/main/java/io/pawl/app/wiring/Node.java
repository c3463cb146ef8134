// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.adapters.ratis.RatisGroup;
import io.pawl.adapters.ratis.RatisNode;
import io.pawl.adapters.ratis.RatisSettings;
import io.pawl.app.replica.StoredReplica;
import io.pawl.domain.fault.Fault;
import io.pawl.ports.driven.KeyFigure;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Inspection;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.ReplicaHalted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A running node: its stores, its replicas and its part in the cluster. */
public final class Node implements AutoCloseable {
  private final NodeSettings settings;
  private final OpenParts opened;
  private final List<Replica> replicas;
  private final AtomicReference<@Nullable ReplicaHalted> halted;
  private final RatisNode ratis;

  private Node(
      NodeSettings settings,
      Opened parts,
      AtomicReference<@Nullable ReplicaHalted> halted,
      RatisNode ratis) {
    this.settings = settings;
    this.opened = parts.closing;
    this.replicas = List.copyOf(parts.replicas);
    this.halted = halted;
    this.ratis = ratis;
  }

  /** What was opened so far, to be closed in reverse order. */
  private static final class Opened {
    private final OpenParts closing = new OpenParts();
    private final List<Replica> replicas = new ArrayList<>();
  }

  /** As {@link #start(NodeSettings, Consumer, UnaryOperator)}, with nobody looking on. */
  public static Node start(NodeSettings settings, Consumer<ReplicaHalted> whenHalted) {
    return start(settings, whenHalted, UnaryOperator.identity());
  }

  /**
   * Starts all of a node or nothing: what was opened before a failure is closed again, in reverse
   * order.
   *
   * @param whenHalted is told, once, when a replica stops in front of an entry
   * @param observed wraps each replica, in the order of the groups, for whoever wants to look on
   * @throws Fault why the node does not start
   */
  public static Node start(
      NodeSettings settings, Consumer<ReplicaHalted> whenHalted, UnaryOperator<Replica> observed) {
    AtomicReference<@Nullable ReplicaHalted> halted = new AtomicReference<>();
    Opened parts = new Opened();
    try {
      StartupChecks.Passed checked = StartupChecks.pass(settings, parts.closing);
      RatisNode ratis =
          RatisNode.start(
              ratisSettings(settings),
              openGroups(checked, parts, observed),
              halt -> {
                if (halted.compareAndSet(null, halt)) {
                  whenHalted.accept(halt);
                }
              },
              PawlVersion.current());
      parts.closing.add(ratis);
      NodeIdentity.of(settings).writeInto(new DataFolder(settings.data()), settings::group);
      return new Node(settings, parts, halted, ratis);
    } catch (RuntimeException | Error e) {
      parts.closing.closeAfter(e);
      throw e;
    }
  }

  /**
   * Asks whether a node could start now, and changes nothing on disk.
   *
   * @throws Fault why it could not
   */
  public static void requireStartable(NodeSettings settings) {
    try (OpenParts opened = new OpenParts()) {
      StartupChecks.pass(settings, opened);
    }
  }

  private static List<RatisGroup> openGroups(
      StartupChecks.Passed checked, Opened parts, UnaryOperator<Replica> observed) {
    NodeKeys keys = checked.keys();
    ClosedStores stores = checked.stores();
    NodeSettings settings = keys.settings();
    List<RatisGroup> groups = new ArrayList<>();
    for (int number = 0; number < settings.groups(); number++) {
      WriterRegistryStore store = parts.closing.add(stores.open(number, settings.group(number)));
      keys.requireToOpen(store, number, stores);
      Replica replica =
          observed.apply(
              StoredReplica.over(
                  store,
                  stores.engine().name(),
                  keys.self(number),
                  keys.encryption(number, parts.closing)));
      parts.replicas.add(replica);
      groups.add(new RatisGroup(settings.group(number), replica, stores.folder().work(number)));
    }
    return groups;
  }

  private static RatisSettings ratisSettings(NodeSettings settings) {
    DataFolder folder = new DataFolder(settings.data());
    return RatisSettings.of(settings.self(), settings.members(), folder.logs())
        .withSnapshotEvery(settings.snapshotEvery());
  }

  /** Where this node stands in a group. */
  public Standing standing(int group) {
    return ratis.standing(settings.group(group));
  }

  /** What this node holds of a group. */
  public Inspection inspection(int group) {
    return replicas.get(group).inspection();
  }

  public boolean isAlive(int group) {
    return ratis.isAlive(settings.group(group));
  }

  /** What the log of a group counts and times about itself, in the order of their names. */
  public List<KeyFigure> keyFigures(int group) {
    return ratis.keyFigures(settings.group(group));
  }

  /** Why this node stopped applying, if it did. */
  public Optional<ReplicaHalted> halted() {
    return Optional.ofNullable(halted.get());
  }

  public NodeSettings settings() {
    return settings;
  }

  @Override
  public void close() {
    opened.close();
  }
}
