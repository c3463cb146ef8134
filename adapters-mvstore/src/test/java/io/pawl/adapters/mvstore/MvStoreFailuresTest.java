// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageUnavailable;
import java.io.IOException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of MVStore's failures means what. */
final class MvStoreFailuresTest {
  private final MvStoreFailures failures = new MvStoreFailures();

  private static MVStoreException failure(int code, Object... cause) {
    return DataUtils.newMVStoreException(code, "It failed", cause);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        DataUtils.ERROR_FILE_CORRUPT,
        DataUtils.ERROR_CHUNK_NOT_FOUND,
        DataUtils.ERROR_BLOCK_NOT_FOUND,
        DataUtils.ERROR_UNSUPPORTED_FORMAT,
        DataUtils.ERROR_SERIALIZATION
      })
  void what_mvstore_calls_damaged_is_corrupted(int code) {
    assertThat(failures.translate("read", failure(code))).isInstanceOf(StorageCorrupted.class);
  }

  @Test
  void a_damaged_block_is_corrupted_however_mvstore_wraps_it() {
    MVStoreException wrapped =
        failure(
            DataUtils.ERROR_CLOSED,
            failure(DataUtils.ERROR_INTERNAL, new DamagedBlock(5, "is not there")));

    assertThat(failures.translate("read", wrapped)).isInstanceOf(StorageCorrupted.class);
  }

  @Test
  void a_device_that_fails_is_unavailable_however_mvstore_wraps_it() {
    MVStoreException wrapped =
        failure(
            DataUtils.ERROR_CLOSED,
            failure(DataUtils.ERROR_WRITING_FAILED, new IOException("No space left")));

    assertThat(failures.translate("write", wrapped))
        .isInstanceOf(StorageUnavailable.class)
        .hasMessageContaining("MVStore could not write")
        .hasCause(wrapped);
  }

  @Test
  void anything_else_is_a_bug_and_stays_what_it_is() {
    MVStoreException bug = failure(DataUtils.ERROR_INTERNAL, new IllegalStateException());

    assertThatThrownBy(() -> failures.translate("write", bug)).isSameAs(bug);
  }

  @Test
  void every_failure_is_remembered() {
    assertThat(failures.any()).isFalse();

    failures.translate("read", failure(DataUtils.ERROR_FILE_CORRUPT));

    assertThat(failures.any()).isTrue();
  }
}
