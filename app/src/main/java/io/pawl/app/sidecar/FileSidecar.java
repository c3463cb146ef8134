// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.ports.driven.Adoption;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Sidecar;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.storage.FileSteps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sidecar in {@code encryption/keys.json} of a data folder, authenticated with a key that is
 * derived from the KEK and held against every other process. Each change is a new file that takes
 * the place of the old one: a crash at any moment leaves one of the two, whole.
 */
public final class FileSidecar implements Sidecar {
  /** What the key of the authentication code is derived for. */
  public static final String KEY_LABEL = "pawl.sidecar.v1";

  private static final Logger LOG = LoggerFactory.getLogger(FileSidecar.class);

  private final SidecarFile file;
  private final OpenLedger ledger;

  private FileSidecar(SidecarFile file, OpenLedger ledger) {
    this.file = file;
    this.ledger = ledger;
  }

  /**
   * Opens the sidecar of a data folder, or begins an empty one. Makes the folder if it is missing;
   * a sidecar that is refused leaves everything as it was.
   *
   * @throws io.pawl.ports.driven.SidecarTampered it was altered, or is another node's
   * @throws io.pawl.ports.driven.StorageRefused another process holds it
   * @throws StorageUnavailable it cannot be read, or its folder not be made
   * @throws io.pawl.ports.driven.KekUnavailable what holds the KEK does not answer
   */
  public static FileSidecar open(Path data, SidecarOwner owner, Kek kek) {
    return open(
        data, new LedgerCodec(owner, new LedgerMac(kek.derive(KEY_LABEL))), FileSteps.LOCAL);
  }

  /**
   * Asks whether the sidecar of a data folder could be opened now. Changes nothing, and makes
   * nothing where none is.
   *
   * @throws io.pawl.ports.driven.StorageRefused another process holds it
   */
  public static void requireFree(Path data) {
    try {
      SidecarFile.requireFree(data);
    } catch (IOException e) {
      throw new StorageUnavailable("The sidecar of %s cannot be locked.".formatted(data), e);
    }
  }

  /**
   * Asks whether the sidecar of a data folder is as this owner left it, or not there. Changes
   * nothing.
   *
   * @throws io.pawl.ports.driven.SidecarTampered it was altered, or is another node's
   */
  public static void requireIntact(Path data, SidecarOwner owner, Kek kek) {
    try (LedgerCodec codec = new LedgerCodec(owner, new LedgerMac(kek.derive(KEY_LABEL)))) {
      SidecarFile.read(data, codec);
    } catch (IOException e) {
      throw new StorageUnavailable("The sidecar of %s cannot be read.".formatted(data), e);
    }
  }

  /** Takes the codec over. */
  static FileSidecar open(Path data, LedgerCodec codec, FileSteps steps) {
    try {
      return of(SidecarFile.open(data, codec, steps), codec.owner());
    } catch (IOException e) {
      codec.close();
      throw new StorageUnavailable("The sidecar of %s cannot be opened.".formatted(data), e);
    } catch (RuntimeException | Error e) {
      codec.close();
      throw e;
    }
  }

  /** Takes the file over. */
  private static FileSidecar of(SidecarFile file, SidecarOwner owner) throws IOException {
    try {
      Optional<Ledger> kept = file.read();
      if (kept.isEmpty()) {
        LOG.info("There is no sidecar {}: it begins empty, and the registry knows better.", file);
      }
      return new FileSidecar(
          file,
          kept.map(ledger -> OpenLedger.of(owner.nodeId(), ledger, file))
              .orElseGet(() -> OpenLedger.empty(owner.nodeId(), file)));
    } catch (IOException | RuntimeException | Error e) {
      letGo(file, e);
      throw e;
    }
  }

  /** The failure stays the one that is told; what closing adds to it goes with it. */
  private static void letGo(SidecarFile file, Throwable failure) {
    try {
      file.close();
    } catch (StorageUnavailable e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public Optional<LocalEpoch> lastSpent(DekId dek) {
    return ledger.lastSpent(dek);
  }

  @Override
  public void spend(DekId dek, LocalEpoch epoch) {
    ledger.spend(dek, epoch);
  }

  @Override
  public Adoption adopt(KeyRing ring, long index, Collection<StoredRow> rows) {
    Adoption adoption = ledger.adopt(ring, index, rows);
    switch (adoption) {
      case REBUILT -> LOG.info("The sidecar {} is made, as of index {}.", file, index);
      case REFRESHED -> LOG.info("The sidecar {} is refreshed, as of index {}.", file, index);
      case REPLACED ->
          LOG.warn(
              "The sidecar {} had keys that the cluster has not, as of index {}. They are set aside"
                  + " beside it: keep that file, nobody else may have them.",
              file,
              index);
      case AHEAD -> LOG.info("The sidecar {} has seen more than index {}.", file, index);
      case AGREED -> LOG.debug("The sidecar {} is as of index {}.", file, index);
    }
    return adoption;
  }

  @Override
  public long appliedIndex() {
    return ledger.appliedIndex();
  }

  @Override
  public void close() {
    if (ledger.close()) {
      file.close();
    }
  }
}
