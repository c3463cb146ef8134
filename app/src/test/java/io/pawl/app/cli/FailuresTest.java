// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.RemoteFault;
import org.junit.jupiter.api.Test;

final class FailuresTest {

  @Test
  void a_fault_is_one_line_whatever_is_in_its_detail() {
    Shell shell =
        new Shell()
            .connecting(
                cluster -> {
                  throw new RemoteFault(Sentinel.LOG_FAILED, "First line\n\tand second.");
                });

    Shell.Ended ended = shell.run("writers");

    assertThat(ended.code()).isEqualTo(16);
    assertThat(ended.err())
        .hasLineCount(1)
        .startsWith("LOG_FAILED: " + Sentinel.LOG_FAILED.meaning() + " First line and second. ");
  }

  @Test
  void what_nobody_expected_is_one_line_too() {
    Shell shell =
        new Shell()
            .connecting(
                cluster -> {
                  throw new IllegalStateException("Boom\n at Somewhere.java");
                });

    Shell.Ended text = shell.run("writers");
    Shell.Ended json = shell.run("writers", "--json");

    assertThat(text.code()).isEqualTo(70);
    assertThat(text.out()).isEmpty();
    assertThat(text.err()).hasLineCount(1).startsWith("INTERNAL_ERROR: ").contains("Boom");
    assertThat(json.code()).isEqualTo(70);
    assertThat(json.err()).isEmpty();
    assertThat(json.json().get("sentinel").textValue()).isEqualTo("INTERNAL_ERROR");
  }

  @Test
  void an_error_of_the_machine_is_no_stack_trace_either() {
    Shell shell =
        new Shell()
            .connecting(
                cluster -> {
                  throw new NoClassDefFoundError("a/library");
                });

    Shell.Ended ended = shell.run("writers");

    assertThat(ended.code()).isEqualTo(70);
    assertThat(ended.err()).hasLineCount(1).startsWith("INTERNAL_ERROR: ");
  }
}
