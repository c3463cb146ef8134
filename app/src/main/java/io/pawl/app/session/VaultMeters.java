// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a vault counts, in the meters of the program that embeds it.
 *
 * <pre>
 * pawl.vault.sealed         {key}       values sealed under the key, and counts left unused
 * pawl.vault.seal.refusals  {sentinel}  values not sealed, by why
 * pawl.vault.open.failures  {sentinel}  envelopes not opened, by why
 * pawl.vault.epochs.left                sessions that this writer can still open under its key
 * </pre>
 *
 * There is a series for each key that the vault seals under, so one more with each rotation, and
 * for each sentinel that was an answer. Sealing and opening cost nothing more than without, and go
 * on if the registry takes no more series. Two vaults in one registry need tags that tell them
 * apart.
 */
public final class VaultMeters implements MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(VaultMeters.class);

  private final Vault vault;
  private final Tags tags;
  private final AtomicBoolean told = new AtomicBoolean();

  private VaultMeters(Vault vault, Tags tags) {
    this.vault = vault;
    this.tags = tags;
  }

  public static VaultMeters of(Vault vault, Iterable<Tag> tags) {
    return new VaultMeters(vault, Tags.of(tags));
  }

  /** The registry does not keep the vault: once it is gone, the meters say nothing more. */
  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("pawl.vault.epochs.left", vault, VaultMeters::epochsLeft)
        .description("Sessions that this writer can still open under its key; NaN before the first")
        .tags(tags)
        .register(registry);
    vault.sessions().watch(key -> unlessItFails(() -> sealed(key, registry)));
    watch("pawl.vault.seal.refusals", vault.refusedToSeal(), registry);
    watch("pawl.vault.open.failures", vault.refusedToOpen(), registry);
  }

  private void watch(String name, Tally tally, MeterRegistry registry) {
    tally.watch(why -> unlessItFails(() -> refused(name, why, tally, registry)));
  }

  /**
   * Runs in the middle of sealing and opening, of which a registry of meters must not be an end.
   */
  private void unlessItFails(Runnable registering) {
    try {
      registering.run();
    } catch (RuntimeException e) {
      if (told.compareAndSet(false, true)) {
        LOG.warn("A meter of a vault is missing, and more may be: its registry fails.", e);
      }
    }
  }

  private void sealed(DekId key, MeterRegistry registry) {
    FunctionCounter.builder("pawl.vault.sealed", vault.sessions(), sessions -> sessions.sealed(key))
        .description("Values sealed under a key, and counts that threads left unused")
        .tags(tags.and("key", key.toString()))
        .register(registry);
  }

  private void refused(String name, Sentinel why, Tally tally, MeterRegistry registry) {
    FunctionCounter.builder(name, tally, counted -> counted.count(why))
        .description("Values that were turned away, by why")
        .tags(tags.and("sentinel", why.name()))
        .register(registry);
  }

  private static double epochsLeft(Vault vault) {
    WriterSession session = vault.current();
    return session == null ? Double.NaN : session.epochsLeft();
  }
}
