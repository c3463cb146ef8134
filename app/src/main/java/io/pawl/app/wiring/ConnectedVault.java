// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.app.session.OneLoad;
import io.pawl.app.session.Vault;
import io.pawl.app.sidecar.FileSidecar;
import io.pawl.app.sidecar.InMemorySidecar;
import io.pawl.app.sidecar.SidecarOwner;
import io.pawl.app.usecase.DrawnIncarnations;
import io.pawl.app.usecase.TimeBudget;
import io.pawl.domain.key.ClusterId;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driven.Sidecar;
import java.nio.file.Path;

/**
 * A vault with all it needs: a way to the cluster, the KEK, and the sidecar. What a program that
 * seals values opens once and closes when it ends.
 */
public final class ConnectedVault implements AutoCloseable {
  private final OpenParts parts;
  private final Vault vault;

  private ConnectedVault(OpenParts parts, Vault vault) {
    this.parts = parts;
    this.vault = vault;
  }

  /**
   * Opens all of it or nothing. No session is opened yet, and the cluster is not asked anything.
   *
   * @throws io.pawl.domain.fault.Fault the KEK cannot be used, or the sidecar not be trusted
   */
  public static ConnectedVault connect(VaultSettings settings) {
    OpenParts parts = new OpenParts();
    try {
      return open(settings, parts.add(settings.cluster().connect()), parts);
    } catch (RuntimeException | Error e) {
      parts.closeAfter(e);
      throw e;
    }
  }

  /** The same over a registry that stays somebody else's to close. */
  public static ConnectedVault over(RemoteRegistry registry, VaultSettings settings) {
    OpenParts parts = new OpenParts();
    try {
      return open(settings, registry, parts);
    } catch (RuntimeException | Error e) {
      parts.closeAfter(e);
      throw e;
    }
  }

  private static ConnectedVault open(
      VaultSettings settings, RemoteRegistry registry, OpenParts parts) {
    Kek kek = parts.add(settings.kek().open());
    Sidecar sidecar = parts.add(sidecar(settings, kek));
    Vault vault =
        parts.add(
            Vault.of(
                new Vault.Parts(
                    settings.writer(),
                    registry,
                    kek,
                    sidecar,
                    () -> TimeBudget.of(settings.cluster().timeout())),
                new OneLoad(id(settings), DrawnIncarnations.secure())));
    return new ConnectedVault(parts, vault);
  }

  private static Sidecar sidecar(VaultSettings settings, Kek kek) {
    Path data = settings.data();
    return data == null
        ? new InMemorySidecar(settings.writer())
        : FileSidecar.open(data, new SidecarOwner(id(settings), settings.writer()), kek);
  }

  private static ClusterId id(VaultSettings settings) {
    return ClusterId.of(settings.cluster().name(), settings.cluster().group());
  }

  public Vault vault() {
    return vault;
  }

  @Override
  public void close() {
    parts.close();
  }
}
