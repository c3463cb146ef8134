// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.Registration;
import java.util.List;

/** Something the cluster agreed on. Every kind of entry is listed here, and there is no other. */
public sealed interface LogEntry {

  /** The layout that holds exactly what this entry knows. */
  EntryVersion version();

  <R> R match(Cases<R> cases);

  /** One writer registers. */
  record WriterRegistration(Registration registration) implements LogEntry {
    @Override
    public EntryVersion version() {
      return versionOf(registration);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.writerRegistration(this);
    }
  }

  /** Many writers register in one atomic step. There is no version 1 of it. */
  record WriterRegistrations(List<Registration> registrations) implements LogEntry {
    public static final int COUNT_MAX = 4096;

    public WriterRegistrations {
      registrations = List.copyOf(registrations);
      checkArgument(
          !registrations.isEmpty() && registrations.size() <= COUNT_MAX,
          "Many registrations are 1 to %s, not %s.",
          COUNT_MAX,
          registrations.size());
      checkArgument(
          allOf(EntryVersion.V2, registrations), "Many registrations all have an incarnation.");
    }

    @Override
    public EntryVersion version() {
      return EntryVersion.V2;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.writerRegistrations(this);
    }
  }

  /** The first pair of keys, and the writers that start under them. */
  record Bootstrap(CreatedAt createdAt, NamedKey storage, NamedKey raft, List<Registration> cohort)
      implements LogEntry {
    public static final int COHORT_MAX = 16_384;

    public Bootstrap {
      cohort = List.copyOf(cohort);
      checkArgument(
          cohort.size() <= COHORT_MAX,
          "A cohort has at most %s writers, not %s.",
          COHORT_MAX,
          cohort.size());
      checkArgument(
          allOf(versionOf(createdAt), cohort),
          "Time and incarnations come together or not at all.");
    }

    @Override
    public EntryVersion version() {
      return versionOf(createdAt);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.bootstrap(this);
    }
  }

  /** A key change, and the registration of the node that proposed it. */
  record Rotation(
      CreatedAt createdAt, RotationKind kind, Purpose purpose, NamedKey key, Registration proposer)
      implements LogEntry {

    public Rotation {
      checkArgument(
          kind.admits(purpose, key.wrapped()), "A change %s does not fit purpose and key.", kind);
      checkArgument(
          versionOf(proposer) == versionOf(createdAt),
          "Time and incarnations come together or not at all.");
    }

    @Override
    public EntryVersion version() {
      return versionOf(createdAt);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rotation(this);
    }
  }

  /** One answer per kind; a new kind stops compiling wherever it is not answered. */
  interface Cases<R> {
    R writerRegistration(WriterRegistration entry);

    R writerRegistrations(WriterRegistrations entry);

    R bootstrap(Bootstrap entry);

    R rotation(Rotation entry);
  }

  private static EntryVersion versionOf(Registration registration) {
    return registration.incarnation() instanceof Incarnation.Drawn
        ? EntryVersion.V2
        : EntryVersion.V1;
  }

  private static EntryVersion versionOf(CreatedAt createdAt) {
    return createdAt instanceof CreatedAt.Recorded ? EntryVersion.V2 : EntryVersion.V1;
  }

  private static boolean allOf(EntryVersion version, List<Registration> registrations) {
    return registrations.stream().allMatch(registration -> versionOf(registration) == version);
  }
}
