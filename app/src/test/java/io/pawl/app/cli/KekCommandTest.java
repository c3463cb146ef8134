// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A KEK is made and looked at, and its bytes are never shown. */
final class KekCommandTest {
  private final Shell shell = new Shell().without("PAWL_MEMBERS");

  @TempDir Path folder;

  @Test
  void a_kek_that_was_generated_is_fit_to_be_used() throws IOException {
    String kek = folder.resolve("kek").toString();

    Shell.Ended generated = shell.run("kek", "generate", kek);
    Shell.Ended checked = shell.run("kek", "check", "--kek-file", kek);

    assertThat(generated.code()).isZero();
    assertThat(generated.out()).startsWith(kek + ": a new KEK.");
    assertThat(checked.code()).isZero();
    assertThat(checked.out()).isEqualTo(kek + ": a KEK of kind file, fit to be used\n");
    assertSilentAbout(Path.of(kek), generated);
    assertSilentAbout(Path.of(kek), checked);
  }

  @Test
  void programs_are_answered_in_json() throws IOException {
    String kek = folder.resolve("kek").toString();
    String document = "{\"schema\":\"pawl.kek/1\",\"kind\":\"file\",\"source\":\"%s\"}\n";

    assertThat(shell.run("kek", "generate", kek, "--json").out())
        .isEqualTo(document.formatted(kek));
    assertThat(shell.run("kek", "check", "--kek-file", kek, "--json").out())
        .isEqualTo(document.formatted(kek));
  }

  @Test
  void a_kek_is_never_overwritten() throws IOException {
    Path kek = folder.resolve("kek");
    shell.run("kek", "generate", kek.toString());
    byte[] bytes = Files.readAllBytes(kek);

    Shell.Ended again = shell.run("kek", "generate", kek.toString());
    Shell.Ended inJson = shell.run("kek", "generate", kek.toString(), "--json");

    assertThat(again.code()).isEqualTo(12);
    assertThat(again.err()).startsWith("KEK_EXISTS: ").contains(kek.toString()).hasLineCount(1);
    assertThat(inJson.code()).isEqualTo(12);
    assertThat(inJson.json().get("sentinel").textValue()).isEqualTo("KEK_EXISTS");
    assertThat(Files.readAllBytes(kek)).isEqualTo(bytes);
  }

  @Test
  void a_kek_that_is_not_fit_is_named_with_a_remedy() throws IOException {
    Path kek = folder.resolve("kek");
    shell.run("kek", "generate", kek.toString());
    Files.setPosixFilePermissions(kek, PosixFilePermissions.fromString("rw-r--r--"));

    Shell.Ended insecure = shell.run("kek", "check", "--kek-file", kek.toString());
    Shell.Ended missing = shell.run("kek", "check", "--kek-file", kek + "-not-there");
    Shell.Ended none = shell.run("kek", "check");

    assertThat(insecure.code()).isEqualTo(12);
    assertThat(insecure.err()).startsWith("KEK_INSECURE: ").contains("0644").hasLineCount(1);
    assertThat(insecure.err().strip()).endsWith(Sentinel.KEK_INSECURE.remedy());
    assertSilentAbout(kek, insecure);
    assertThat(missing.code()).isEqualTo(12);
    assertThat(missing.err()).startsWith("KEK_UNAVAILABLE: ").hasLineCount(1);
    assertThat(missing.err().strip()).endsWith(Sentinel.KEK_UNAVAILABLE.remedy());
    assertThat(none.code()).isEqualTo(12);
    assertThat(none.err()).startsWith("KEK_REQUIRED: ").hasLineCount(1);
    assertThat(none.err().strip()).endsWith(Sentinel.KEK_REQUIRED.remedy());
  }

  @Test
  void a_token_whose_library_is_not_there_is_unavailable() {
    shell.with("PAWL_PKCS11_PIN", "a-pin-nobody-prints");

    Shell.Ended ended =
        check("--pkcs11-library", "/no/lib.so", "--pkcs11-slot", "0", "--pkcs11-key", "kek");

    assertThat(ended.code()).isEqualTo(12);
    assertThat(ended.err())
        .startsWith("KEK_UNAVAILABLE: ")
        .contains("/no/lib.so")
        .hasLineCount(1)
        .doesNotContain("a-pin-nobody-prints");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--kek-file kek --pkcs11-slot 0",
        "--kek-file kek --pkcs11-pin-file pin",
        "--pkcs11-library /lib.so",
        "--pkcs11-library /lib.so --pkcs11-slot 0",
        "--pkcs11-library /lib.so --pkcs11-key kek",
        "--pkcs11-pin-file pin",
        "--pkcs11-library lib.so --pkcs11-slot 0 --pkcs11-key kek --pkcs11-pin-file pin",
        "--pkcs11-library /lib.so --pkcs11-slot -1 --pkcs11-key kek --pkcs11-pin-file pin",
        "--pkcs11-library /lib.so --pkcs11-slot one --pkcs11-key kek --pkcs11-pin-file pin",
        "--pkcs11-library /lib.so --pkcs11-slot 0 --pkcs11-key kek"
      })
  void options_that_do_not_name_one_kek_cannot_be_understood(String options) {
    Shell.Ended ended = check(options.split(" ", -1));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).hasLineCount(1).endsWith("See pawl kek check --help.\n");
  }

  private Shell.Ended check(String... options) {
    String[] args = Arrays.copyOf(new String[] {"kek", "check"}, 2 + options.length);
    System.arraycopy(options, 0, args, 2, options.length);
    return shell.run(args);
  }

  private static void assertSilentAbout(Path kek, Shell.Ended ended) throws IOException {
    byte[] some = Arrays.copyOf(Files.readAllBytes(kek), 6);
    String said = ended.out() + ended.err();
    assertThat(said)
        .doesNotContainIgnoringCase(HexFormat.of().formatHex(some))
        .doesNotContain(Base64.getEncoder().encodeToString(some))
        .doesNotContain(Arrays.toString(some).replaceAll("[\\[\\]]", ""));
  }
}
