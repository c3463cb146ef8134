// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.arbitrary;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.entry.EntryVersion;
import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.writer.Registration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** The generators reach what they promise; a law over a corner nobody visits proves nothing. */
@Domain(EncryptionDomain.class)
class EncryptionDomainProperties {
  /** Enough for shares to come out near what they are, whatever else is set. */
  private static final int TRIES = 1000;

  @Property(tries = TRIES)
  @StatisticsReport(StatisticsReportMode.OFF)
  void every_kind_of_entry_is_generated_in_every_version_it_has(@ForAll LogEntry entry) {
    Statistics.label("kind and version")
        .collect(entry.getClass().getSimpleName(), entry.version())
        .coverage(
            coverage -> {
              coverage.check("WriterRegistration", EntryVersion.V1).percentage(p -> p > 1);
              coverage.check("WriterRegistration", EntryVersion.V2).percentage(p -> p > 1);
              coverage.check("WriterRegistrations", EntryVersion.V2).percentage(p -> p > 1);
              coverage.check("Bootstrap", EntryVersion.V1).percentage(p -> p > 1);
              coverage.check("Bootstrap", EntryVersion.V2).percentage(p -> p > 1);
              coverage.check("Rotation", EntryVersion.V1).percentage(p -> p > 1);
              coverage.check("Rotation", EntryVersion.V2).percentage(p -> p > 1);
            });
    assertThat(entry.version()).isNotNull();
  }

  @Property(tries = TRIES)
  @StatisticsReport(StatisticsReportMode.OFF)
  void different_nodes_meet_at_one_slot(@ForAll @Size(20) List<Registration> registrations) {
    long keys = registrations.stream().map(Registration::key).distinct().count();
    long writers = registrations.stream().map(r -> List.of(r.dek(), r.node())).distinct().count();

    Statistics.label("meeting")
        .collect(keys < writers)
        .coverage(coverage -> coverage.check(true).percentage(p -> p > 50));
    assertThat(keys).isLessThanOrEqualTo(writers);
  }
}
