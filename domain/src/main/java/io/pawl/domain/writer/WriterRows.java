// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import java.util.Optional;

/** The registry as a decision sees it: the row at a key, or none if nobody registered there yet. */
@FunctionalInterface
public interface WriterRows {
  Optional<WriterRow> find(WriterKey key);
}
