// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.adapters.ratis.RatisGroup;
import io.pawl.adapters.ratis.RatisLoad;
import io.pawl.adapters.ratis.RatisNode;
import io.pawl.adapters.ratis.RatisSettings;
import io.pawl.adapters.ratis.RatisSettings.Tuning;
import io.pawl.app.replica.Encryption;
import io.pawl.app.replica.Self;
import io.pawl.app.replica.StoredReplica;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Three nodes in this process, put together for a measurement. */
public final class BenchCluster implements AutoCloseable {
  private static final List<String> NODES = List.of("n1", "n2", "n3");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ClusterId GROUP = ClusterId.of("pawl-bench", 0);

  private final OpenParts opened = new OpenParts();
  private final List<Member> members;

  private BenchCluster(List<Member> members) {
    this.members = members;
  }

  /** What the nodes of a cluster consist of. */
  public enum Kind {
    /** The registry. */
    PAWL,
    /** A state machine that does nothing, with the same settings. */
    EMPTY,
    /** A state machine that does nothing, with Ratis' own settings. */
    EMPTY_WITH_DEFAULTS
  }

  public static BenchCluster start(Kind kind, String engine, Path home) {
    BenchCluster cluster = new BenchCluster(FreePorts.members(NODES));
    for (Member member : cluster.members) {
      DataFolder folder = new DataFolder(home.resolve(member.name().value()));
      RatisSettings settings = RatisSettings.of(member, cluster.members, folder.logs());
      cluster.opened.add(
          switch (kind) {
            case PAWL -> cluster.startRegistry(settings, engine, folder);
            case EMPTY -> RatisNode.startEmpty(settings, GROUP);
            case EMPTY_WITH_DEFAULTS ->
                RatisNode.startEmpty(settings.tunedBy(Tuning.RATIS_DEFAULTS), GROUP);
          });
    }
    return cluster;
  }

  private RatisNode startRegistry(RatisSettings settings, String engine, DataFolder folder) {
    WriterRegistryStore store =
        StorageEngines.installed().named(engine).open(new StoreLocation(folder.store(0), GROUP));
    opened.add(store);
    Self self =
        new Self(
            GROUP,
            settings.self().name(),
            SecureEntropy.ofThisMachine().incarnation(),
            PawlVersion.current());
    RatisGroup group =
        new RatisGroup(
            GROUP, StoredReplica.over(store, engine, self, Encryption.OFF), folder.work(0));
    return RatisNode.start(
        settings,
        List.of(group),
        halted -> {
          throw halted;
        },
        PawlVersion.current());
  }

  /** A client that keeps up to so many proposals on their way. */
  public Load load(int outstandingMax) {
    RatisLoad load = RatisLoad.on(GROUP, members, outstandingMax, TIMEOUT);
    return new Load() {
      @Override
      public CompletableFuture<Boolean> propose(List<Registration> registrations) {
        return load.propose(registrations);
      }

      @Override
      public void close() {
        load.close();
      }
    };
  }

  /** Proposes, and is told later whether it was taken. */
  public interface Load extends AutoCloseable {
    CompletableFuture<Boolean> propose(List<Registration> registrations);

    @Override
    void close();
  }

  @Override
  public void close() {
    opened.close();
  }
}
