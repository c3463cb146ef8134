// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import java.util.Optional;

/** What a key change does. The subtags 02 and 03 are reserved and refused. */
public enum RotationKind {
  /** Installs a key and makes it the active one of its purpose. */
  ROTATE(0x01) {
    @Override
    boolean admits(Purpose purpose, WrappedDek wrapped) {
      return !wrapped.isNone();
    }
  },
  ENABLE_STORAGE_ENVELOPE(0x04) {
    @Override
    boolean admits(Purpose purpose, WrappedDek wrapped) {
      return purpose == Purpose.STORAGE && wrapped.isNone();
    }
  },
  ENABLE_RAFT_ENVELOPE(0x05) {
    @Override
    boolean admits(Purpose purpose, WrappedDek wrapped) {
      return purpose == Purpose.RAFT && wrapped.isNone();
    }
  };

  private final int subtag;

  RotationKind(int subtag) {
    this.subtag = subtag;
  }

  public int subtag() {
    return subtag;
  }

  /** Whether a change of this kind can have this purpose and these key bytes. */
  abstract boolean admits(Purpose purpose, WrappedDek wrapped);

  static Optional<RotationKind> ofSubtag(int subtag) {
    return switch (subtag) {
      case 0x01 -> Optional.of(ROTATE);
      case 0x04 -> Optional.of(ENABLE_STORAGE_ENVELOPE);
      case 0x05 -> Optional.of(ENABLE_RAFT_ENVELOPE);
      default -> Optional.empty();
    };
  }
}
