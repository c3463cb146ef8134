// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.demo;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The life of a writer, before there are keys and under them. Each step is told only after it came
 * out as it should, and the text is the same at every run: names and epochs are fixed, and what is
 * drawn or who happens to lead is not mentioned.
 */
public final class Demo {
  private static final DekId KEY = new DekId(1);
  private static final String WRITER = "alpha";

  /** Its id has the low 16 bits of alpha's. */
  private static final String COLLIDING = "beta-40308";

  private static final int MORE_WRITERS = 20;
  private static final int DIGEST_LENGTH = 16;

  private final ThreeNodes nodes;
  private final RemoteRegistry registry;
  private final Sealing sealing;
  private final Consumer<Step> listener;
  private int steps;
  private String stopped = "";

  private Demo(
      ThreeNodes nodes, RemoteRegistry registry, Sealing sealing, Consumer<Step> listener) {
    this.nodes = nodes;
    this.registry = registry;
    this.sealing = sealing;
    this.listener = listener;
  }

  /**
   * Plays in a temporary folder, which is gone afterwards.
   *
   * @throws DemoFailed if a step does not come out as it should
   */
  public static void play(Consumer<Step> listener) {
    try {
      Path home = Files.createTempDirectory("pawl-demo-");
      try (ThreeNodes nodes = new ThreeNodes(home);
          RemoteRegistry registry = nodes.fromOutside().connect();
          Sealing sealing = new Sealing(nodes, registry, new NodeName(WRITER), home)) {
        new Demo(nodes, registry, sealing, listener).play();
      } finally {
        MoreFiles.deleteRecursively(home, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new DemoFailed("The demo's folder could not be made or deleted.", e);
    }
  }

  private void play() {
    step("elect", "three nodes start with empty folders and one KEK, and vote", this::elect);
    acceptances();
    refusals();
    step("fail over", "the leader is stopped, and %s goes on".formatted(WRITER), this::failOver);
    step("revive", "the stopped node starts again", this::revive);
    step("wipe", "a node loses its folder, and the others cut their logs", this::wipe);
    step("compare", "every node shows the rows it holds", this::compare);
    keys();
    folders();
    step("audit", "all envelopes are looked at: key, nonce and text", sealing::audit);
  }

  private void acceptances() {
    step(
        "insert",
        "the writer %s registers epoch 0 under key %s".formatted(WRITER, KEY),
        () -> accepted(Fate.Kind.INSERTED, registration(WRITER, 0, 1)));
    step(
        "advance",
        "%s was started again and registers the next epoch".formatted(WRITER),
        () -> accepted(Fate.Kind.ADVANCED, registration(WRITER, 1, 2)));
    step(
        "replay",
        "the answer got lost, so %s asks the very same again".formatted(WRITER),
        () -> accepted(Fate.Kind.REPLAYED, registration(WRITER, 1, 2)));
  }

  private void refusals() {
    step(
        "clone",
        "a copy of %s's machine registers the epoch that %s has".formatted(WRITER, WRITER),
        () -> refused(Sentinel.WRITER_CLONED, registration(WRITER, 1, 3)));
    step(
        "roll back",
        "%s's disk came back from a backup, and it registers epoch 0".formatted(WRITER),
        () -> refused(Sentinel.EPOCH_ROLLBACK, registration(WRITER, 0, 4)));
    step(
        "collide",
        "the writer %s has another id, but the same slot".formatted(COLLIDING),
        () -> refused(Sentinel.SLOT_TAKEN, registration(COLLIDING, 7, 5)));
  }

  private void keys() {
    step("bootstrap", "the leader makes keys and wraps them under the KEK", sealing::bootstrap);
    step(
        "seal",
        "%s opens a session under the new key and seals values".formatted(WRITER),
        sealing::sealFirst);
    step("open", "a value is opened by its own name, and by another's", sealing::open);
    step(
        "rotate",
        "the leader makes another key for values, and %s goes on under that".formatted(WRITER),
        sealing::rotate);
  }

  private void folders() {
    step(
        "copy",
        "%s's folder is cloned, and the clone seals while %s does".formatted(WRITER, WRITER),
        sealing::copy);
    step(
        "race",
        "%s and its clone open another session at the same moment".formatted(WRITER),
        sealing::race);
    step(
        "restore",
        "%s's folder comes back from a backup, in which it is at epoch 0".formatted(WRITER),
        sealing::restore);
  }

  private void step(String title, String told, Supplier<List<String>> deed) {
    steps++;
    try {
      listener.accept(new Step(steps, title, told, deed.get()));
    } catch (DemoFailed | Fault failed) {
      throw new DemoFailed(
          "Step %s, %s, failed: %s".formatted(steps, title, failed.getMessage()), failed);
    }
  }

  private List<String> elect() {
    ThreeNodes.ENGINES.keySet().forEach(nodes::start);
    nodes.awaitLeader();
    List<String> engines =
        ThreeNodes.ENGINES.entrySet().stream()
            .map(node -> "%s on %s".formatted(node.getKey(), node.getValue()))
            .toList();
    return List.of("%s; one of them leads".formatted(String.join(", ", engines)));
  }

  private List<String> accepted(Fate.Kind kind, Registration registration) {
    Fate fate = ask(registration);
    if (fate instanceof Fate.Accepted accepted && accepted.kind() == kind) {
      return List.of("%s: %s".formatted(kind, describe(accepted.row())));
    }
    throw new DemoFailed("the answer is not %s but %s".formatted(kind, fate));
  }

  private List<String> refused(Sentinel sentinel, Registration registration) {
    Fate fate = ask(registration);
    if (fate instanceof Fate.Refused refused && refused.sentinel() == sentinel) {
      return List.of(
          "REFUSED, %s: %s".formatted(sentinel, sentinel.meaning()),
          "held: %s".formatted(describe(refused.held())),
          "remedy: %s".formatted(sentinel.remedy()));
    }
    throw new DemoFailed("the answer is not %s but %s".formatted(sentinel, fate));
  }

  private Fate ask(Registration registration) {
    return registry.register(List.of(registration)).get(0);
  }

  private static String describe(WriterRow row) {
    return "slot %s is of node %s, epochs %s to %s"
        .formatted(row.owner().slot(), row.owner(), row.firstSeen(), row.lastSeen());
  }

  private List<String> failOver() {
    stopped = nodes.awaitLeader();
    nodes.stop(stopped);
    nodes.awaitLeader();
    List<String> outcome = new ArrayList<>();
    outcome.add("another node leads");
    outcome.addAll(accepted(Fate.Kind.ADVANCED, registration(WRITER, 2, 6)));
    return outcome;
  }

  private List<String> revive() {
    nodes.start(stopped);
    nodes.awaitSamePosition();
    return List.of("it has applied what it missed");
  }

  private List<String> wipe() {
    String wiped = nodes.awaitFollower();
    nodes.stop(wiped);
    nodes.wipe(wiped);
    registerMore();
    nodes.running().forEach(name -> registry.snapshot(new NodeName(name)));
    int before = nodes.installedSnapshots();
    nodes.start(wiped);
    Patience.until(
        "the empty node took over a snapshot", () -> nodes.installedSnapshots() > before);
    nodes.awaitSamePosition();
    return List.of(
        "%s more writers registered meanwhile".formatted(MORE_WRITERS),
        "the empty node came back by a snapshot of another");
  }

  private void registerMore() {
    List<Registration> more =
        IntStream.rangeClosed(1, MORE_WRITERS)
            .mapToObj(n -> registration("writer-" + n, 0, 100 + n))
            .toList();
    if (!registry.register(more).stream().allMatch(Fate.Accepted.class::isInstance)) {
      throw new DemoFailed("not all of the other writers were accepted");
    }
  }

  private List<String> compare() {
    List<String> names = ThreeNodes.ENGINES.keySet().asList();
    List<String> digests = names.stream().map(this::digest).toList();
    List<String> outcome =
        IntStream.range(0, names.size())
            .mapToObj(
                n ->
                    "%s on %s: %s rows, SHA-256 %s"
                        .formatted(
                            names.get(n),
                            ThreeNodes.ENGINES.get(names.get(n)),
                            nodes.rows(names.get(n)).size(),
                            digests.get(n)))
            .toList();
    if (digests.stream().distinct().count() != 1) {
      throw new DemoFailed("the nodes hold different rows: " + outcome);
    }
    return outcome;
  }

  /** Of the rows as they are stored, in their order. */
  private String digest(String name) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (StoredRow stored : nodes.rows(name)) {
      hasher.putBytes(StoredRowCodec.encodeKey(stored.key()).toArray());
      hasher.putBytes(StoredRowCodec.encodeValue(stored.row()).toArray());
    }
    return hasher.hash().toString().substring(0, DIGEST_LENGTH);
  }

  private static Registration registration(String writer, int epoch, int incarnation) {
    return new Registration(
        KEY,
        NodeId.of(new NodeName(writer)),
        new LocalEpoch(epoch),
        new Incarnation.Drawn(0, incarnation));
  }
}
