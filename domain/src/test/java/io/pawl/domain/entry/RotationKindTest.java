// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RotationKindTest {
  private static final WrappedDek WRAPPED = new WrappedDek(Bytes.ofHex("ab"));

  @ParameterizedTest
  @EnumSource
  void every_kind_is_found_by_its_subtag(RotationKind kind) {
    assertThat(RotationKind.ofSubtag(kind.subtag())).contains(kind);
  }

  @Test
  void no_other_subtag_is_a_kind() {
    assertThat(IntStream.rangeClosed(0, 0xff).filter(it -> RotationKind.ofSubtag(it).isPresent()))
        .containsExactly(0x01, 0x04, 0x05);
  }

  @Test
  void rotating_installs_a_key_of_either_purpose() {
    assertThat(admitted(RotationKind.ROTATE))
        .containsExactlyInAnyOrder(
            List.of(Purpose.STORAGE, WRAPPED), List.of(Purpose.RAFT, WRAPPED));
  }

  @Test
  void enabling_an_envelope_names_a_key_of_its_purpose_and_installs_none() {
    assertThat(admitted(RotationKind.ENABLE_STORAGE_ENVELOPE))
        .containsExactly(List.of(Purpose.STORAGE, WrappedDek.NONE));
    assertThat(admitted(RotationKind.ENABLE_RAFT_ENVELOPE))
        .containsExactly(List.of(Purpose.RAFT, WrappedDek.NONE));
  }

  private static List<List<Object>> admitted(RotationKind kind) {
    return Stream.of(Purpose.values())
        .flatMap(
            purpose ->
                Stream.of(WrappedDek.NONE, WRAPPED)
                    .filter(wrapped -> kind.admits(purpose, wrapped))
                    .map(wrapped -> List.<Object>of(purpose, wrapped)))
        .toList();
  }
}
