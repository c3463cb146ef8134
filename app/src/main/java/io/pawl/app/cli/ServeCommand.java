// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.kek.KekSource;
import io.pawl.app.serve.Server;
import io.pawl.app.wiring.EncryptionChoice;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.fault.ExitClass;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driving.ReplicaHalted;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a node until it is stopped or its replica halts. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Run one node of a cluster until it is stopped (SIGTERM). When it cannot start, or its",
      "replica halts, it says why in one line on standard error and exits with the code of that."
    },
    footer = {
      "",
      "Example:",
      "  pawl serve --node n1 --members n1=127.0.0.1:7101,n2=127.0.0.1:7102 --data n1 --http 8101"
    })
public final class ServeCommand implements Callable<Integer> {
  private final Surroundings around;
  private final IntConsumer exit;
  private final AtomicBoolean ended = new AtomicBoolean();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--node",
      required = true,
      paramLabel = "NAME",
      description = "Which of the members this node is.")
  private String node = "";

  @Option(
      names = "--members",
      paramLabel = "NAME=HOST:PORT,...",
      description =
          "All nodes of the cluster. Default: the variable "
              + ClusterOptions.MEMBERS_VARIABLE
              + ".")
  private @Nullable String members;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of this node; made if it is not there.")
  private Path data = Path.of("");

  @Option(
      names = "--store",
      defaultValue = "rocksdb",
      paramLabel = "ENGINE",
      description = "The storage engine, rocksdb or mvstore. Default: ${DEFAULT-VALUE}.")
  private String store = "";

  @Option(
      names = "--http",
      paramLabel = "[HOST:]PORT",
      description = {
        "Where /livez, /readyz and /metrics are served; a port alone is one of the loopback.",
        "Default: nowhere."
      })
  private @Nullable String http;

  @Option(
      names = "--groups",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many groups the cluster consists of. Default: ${DEFAULT-VALUE}.")
  private int groups;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description =
          "The cluster's name. Default: the variable "
              + ClusterOptions.CLUSTER_VARIABLE
              + ", or pawl.")
  private @Nullable String cluster;

  @Option(
      names = "--snapshot-every",
      defaultValue = "" + NodeSettings.SNAPSHOT_EVERY,
      paramLabel = "N",
      description = "How many entries lie between two snapshots. Default: ${DEFAULT-VALUE}.")
  private long snapshotEvery;

  @Option(
      names = "--encryption",
      description = "Open the cluster's keys, and make them when this node leads. Needs a KEK.")
  private boolean encryption;

  @Mixin private final KekOptions kek = new KekOptions();

  @Option(names = "--json", description = "Say in JSON that the node is up.")
  private boolean json;

  /** A halt of the replica ends this process. */
  ServeCommand(Surroundings around) {
    this(around, Runtime.getRuntime()::halt);
  }

  /** {@code exit} waits for nothing that still runs: a halted replica does not stop in order. */
  ServeCommand(Surroundings around, IntConsumer exit) {
    this.around = around;
    this.exit = exit;
  }

  @Override
  public Integer call() throws InterruptedException {
    NodeSettings settings = settings();
    try (Server server = Server.start(settings, httpAddress(), this::halted)) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "pawl-stop"));
      announce(Announcement.of(settings, server.http()));
      new CountDownLatch(1).await();
      return ExitClass.OK.code();
    } catch (Fault refused) {
      endWith(refused);
      return refused.sentinel().exitClass().code();
    }
  }

  private NodeSettings settings() {
    try {
      return new NodeSettings(
          ClusterOptions.name(cluster, around),
          new NodeName(node),
          ClusterOptions.members(members, around),
          data,
          store,
          groups,
          snapshotEvery,
          encryptionChoice());
    } catch (IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  /** A KEK that is named is meant to be used: a forgotten flag is not taken for a decision. */
  private EncryptionChoice encryptionChoice() {
    KekSource source = kek.source(around);
    if (encryption) {
      return new EncryptionChoice.On(source);
    }
    if (!(source instanceof KekSource.NotGiven)) {
      throw new UnusableArguments(
          "A KEK is named without --encryption: add it, or leave the KEK away.");
    }
    return EncryptionChoice.OFF;
  }

  private @Nullable InetSocketAddress httpAddress() {
    try {
      return http == null ? null : HttpAddress.parse(http);
    } catch (IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  private ParameterException unusable(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
  }

  private void announce(Announcement announcement) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? announcement.inJson() : announcement.inWords());
    out.flush();
  }

  private void halted(ReplicaHalted halted) {
    endWith(halted);
    exit.accept(halted.sentinel().exitClass().code());
  }

  /** One line, whoever comes first: what halts the replica may also be why starting fails. */
  private void endWith(Fault last) {
    if (ended.compareAndSet(false, true)) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(OneLine.of(last));
      err.flush();
    }
  }
}
