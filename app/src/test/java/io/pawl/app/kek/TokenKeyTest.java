// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a token without having one. */
final class TokenKeyTest {
  private static final String PIN = "a-pin-nobody-prints";

  @TempDir Path folder;

  @Test
  void a_library_that_is_not_there_is_unavailable() {
    assertUnavailable(folder.resolve("libnone.so"), Pin.of(PIN), "There is no library");
  }

  @Test
  void a_library_that_is_none_is_unavailable() throws IOException {
    Path library = new Place(folder).file("lib none.so", 100);

    assertUnavailable(library, Pin.of(PIN), library.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative.so", "/a\"b.so", "/a\\b.so", "/${HOME}/b.so", "/a\nslot=2"})
  void a_library_whose_name_would_mean_something_else_is_refused(String library) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenKey(Path.of(library), 0, "kek"));
  }

  @Test
  void a_slot_and_a_label_are_what_they_are() {
    Path library = Path.of("/lib.so");

    assertThatIllegalArgumentException().isThrownBy(() -> new TokenKey(library, -1, "kek"));
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenKey(library, 0, ""));
    assertThat(new TokenKey(library, 7, "kek")).hasToString("kek in slot 7 of /lib.so");
  }

  @Test
  void a_pin_is_a_line_in_a_file_of_ones_own() throws IOException {
    Place place = new Place(folder);

    assertThat(Pin.inFile(place.file("pin", "1234\n".getBytes(StandardCharsets.UTF_8))).read())
        .containsExactly('1', '2', '3', '4');
    assertThat(Pin.inFile(place.file("bare", "12 4".getBytes(StandardCharsets.UTF_8))).read())
        .containsExactly('1', '2', ' ', '4');
    assertPinRefused(place.file("none", 0), Sentinel.KEK_UNAVAILABLE);
    assertPinRefused(
        place.file("line", "\n".getBytes(StandardCharsets.UTF_8)), Sentinel.KEK_UNAVAILABLE);
    assertPinRefused(place.file("long", 1000), Sentinel.KEK_UNAVAILABLE);
    assertPinRefused(folder.resolve("missing"), Sentinel.KEK_UNAVAILABLE);
    assertPinRefused(Place.withMode(place.file("open", 4), "rw-r-----"), Sentinel.KEK_INSECURE);
    assertPinRefused(place.pipe("pipe"), Sentinel.KEK_INSECURE);
  }

  private static void assertPinRefused(Path file, Sentinel sentinel) {
    KekRefused refused = catchThrowableOfType(KekRefused.class, () -> Pin.inFile(file).read());

    assertThat(refused.sentinel()).isEqualTo(sentinel);
    assertThat(refused.detail()).contains(file.toString());
  }

  @Test
  void a_pin_is_never_printed() {
    KekSource source =
        new KekSource.InToken(new TokenKey(Path.of("/lib.so"), 0, "kek"), Pin.of(PIN));

    assertThat(Pin.of(PIN).toString()).doesNotContain(PIN);
    assertThat(source.toString()).doesNotContain(PIN);
  }

  private static void assertUnavailable(Path library, Pin pin, String detail) {
    Fault fault =
        catchThrowableOfType(
            Fault.class, () -> new KekSource.InToken(new TokenKey(library, 0, "kek"), pin).open());

    assertThat(fault.sentinel()).isEqualTo(Sentinel.KEK_UNAVAILABLE);
    assertThat(fault.detail()).contains(detail).hasLineCount(1).doesNotContain(PIN);
  }
}
