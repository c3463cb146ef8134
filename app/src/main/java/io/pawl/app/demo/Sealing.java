// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.demo;

import com.google.common.base.Joiner;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.app.kek.KekSource;
import io.pawl.app.session.Refusal;
import io.pawl.app.session.SessionOutcome.Opened;
import io.pawl.app.session.Vault;
import io.pawl.app.wiring.ConnectedVault;
import io.pawl.app.wiring.VaultSettings;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.RemoteRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the demo's cluster and what is sealed under them, by one writer and by what believes
 * to be that writer. Every value is kept for the audit.
 */
final class Sealing implements AutoCloseable {
  private static final int VALUES = 1000;

  private final ThreeNodes nodes;
  private final RemoteRegistry registry;
  private final KekSource kek;
  private final NodeName writer;
  private final Path folder;
  private final SealedValues sealed = new SealedValues();
  private ConnectedVault original;
  private @Nullable ConnectedVault clone;

  /** The writer's folder, and those of its copies, are made in there. */
  Sealing(ThreeNodes nodes, RemoteRegistry registry, NodeName writer, Path home) {
    this.nodes = nodes;
    this.registry = registry;
    this.kek = nodes.kek();
    this.writer = writer;
    this.folder = home.resolve(writer.value());
    this.original = open(folder);
  }

  /** A process of the writer, which reaches the cluster by itself. */
  private ConnectedVault open(Path data) {
    return ConnectedVault.connect(new VaultSettings(nodes.fromOutside(), writer, kek, data));
  }

  List<String> bootstrap() {
    requireMade(registry.bootstrap());
    nodes.awaitSamePosition();
    List<String> names = ThreeNodes.ENGINES.keySet().asList();
    List<KeyRing> rings = names.stream().map(nodes::keyRing).distinct().toList();
    if (rings.size() != 1) {
      throw new DemoFailed("the nodes hold different keys: " + rings);
    }
    return List.of(
        "%s hold the same %s keys: one for values, one for the log"
            .formatted(Joiner.on(", ").join(names), rings.get(0).keys().size()));
  }

  private static void requireMade(KeyFate fate) {
    if (!(fate instanceof KeyFate.Accepted)) {
      throw new DemoFailed("no key was made: " + fate);
    }
  }

  List<String> sealFirst() {
    return List.of(seal(original));
  }

  List<String> open() {
    SealedValues.Value value = sealed.first();
    requireOpens(value);
    List<String> outcome = new ArrayList<>();
    outcome.add("by its own name: what was sealed");
    original
        .vault()
        .open(
            value.envelope().toArray(),
            sealed.last().context(),
            refusal -> {
              outcome.addAll(told(refusal));
              return new byte[0];
            });
    return outcome;
  }

  private static List<String> told(Refusal refusal) {
    Sentinel sentinel = refusal.sentinel();
    if (sentinel != Sentinel.INTEGRITY) {
      throw new DemoFailed("the refusal is another one: " + refusal);
    }
    return List.of(
        "by another's: REFUSED, %s: %s".formatted(sentinel, sentinel.meaning()),
        "remedy: %s".formatted(sentinel.remedy()));
  }

  private void requireOpens(SealedValues.Value value) {
    byte[] text =
        original.vault().open(value.envelope().toArray(), value.context(), Sealing::unexpected);
    if (!value.isSaidBy(text)) {
      throw new DemoFailed("%s opens as something else".formatted(value.name()));
    }
  }

  List<String> rotate() {
    requireMade(registry.rotate(Purpose.STORAGE));
    original.vault().refresh();
    String told = seal(original);
    copy(folder, backup());
    requireOpens(sealed.first());
    return List.of(told, "what was sealed under the first key opens as before");
  }

  List<String> copy() {
    Path copied = folder.resolveSibling(writer.value() + "-clone");
    copy(folder, copied);
    ConnectedVault opened = open(copied);
    clone = opened;
    return List.of(
        "%s: %s".formatted(writer.value(), seal(original)),
        "its clone: %s".formatted(seal(opened)));
  }

  /** Who is faster is nobody's business. */
  List<String> race() {
    ConnectedVault other = clone;
    if (other == null) {
      throw new DemoFailed("there is no clone");
    }
    List<Integer> epochs = reopenTogether(original.vault(), other.vault());
    seal(original);
    seal(other);
    return List.of("one gets epoch %s, and the other epoch %s".formatted(epochs.toArray()));
  }

  private static List<Integer> reopenTogether(Vault one, Vault other) {
    CompletableFuture<Integer> others = CompletableFuture.supplyAsync(() -> reopen(other));
    int own = reopen(one);
    try {
      return Stream.of(own, others.join()).sorted().toList();
    } catch (CompletionException e) {
      throw new DemoFailed("the clone opened no session", e);
    }
  }

  private static int reopen(Vault vault) {
    if (vault.reopen() instanceof Opened opened) {
      return opened.session().registration().epoch().value();
    }
    throw new DemoFailed("no session was opened");
  }

  List<String> restore() {
    original.close();
    copy(backup(), folder);
    original = open(folder);
    return List.of(seal(original));
  }

  List<String> audit() {
    sealed.requireNoNonceTwice();
    sealed.forEach(this::requireOpens);
    return List.of(
        "%s values under %s keys: no nonce comes twice".formatted(sealed.count(), sealed.keys()),
        "all %s open as what was sealed".formatted(sealed.count()));
  }

  private String seal(ConnectedVault by) {
    for (int n = 0; n < VALUES; n++) {
      sealed.add((text, context) -> by.vault().seal(text, context, Sealing::unexpected));
    }
    return sealed.tellLast(VALUES);
  }

  private static byte[] unexpected(Refusal refusal) {
    throw new DemoFailed("this was refused: " + refusal);
  }

  private Path backup() {
    return folder.resolveSibling(writer.value() + "-backup");
  }

  /**
   * What stood at the target is gone. Files without content are left out: the lock of a process is
   * one, and reading it here would let it go.
   */
  private static void copy(Path from, Path to) {
    try (Stream<Path> paths = Files.walk(from)) {
      if (Files.exists(to)) {
        MoreFiles.deleteRecursively(to, RecursiveDeleteOption.ALLOW_INSECURE);
      }
      for (Path path : paths.toList()) {
        if (Files.isDirectory(path) || Files.size(path) > 0) {
          Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    ConnectedVault other = clone;
    try {
      original.close();
    } finally {
      if (other != null) {
        other.close();
      }
    }
  }
}
