// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.app.kek.KekFile;
import io.pawl.app.kek.KekSource;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Kek;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values on the command line: how long they may be, and where they come from and go to. */
final class SealAndOpenCommandsTest {
  private static final int LONGEST = 64 << 20;
  private static final DekId STORAGE = new DekId(1);
  private static final String WRITER = "backup-1";

  private final InMemoryRegistry registry = new InMemoryRegistry(ClusterId.of("pawl", 0));
  private final Shell shell = new Shell().connecting(cluster -> registry);

  @TempDir Path folder;
  private Path kekFile;
  private Kek kek;

  @BeforeEach
  void the_cluster_has_keys() {
    kekFile = folder.resolve("kek");
    KekFile.generate(kekFile, new SecureRandom());
    kek = new KekSource.InFile(kekFile).open();
    registry.wrappingWith(kek).bootstrap();
  }

  @AfterEach
  void the_kek_is_closed() {
    kek.close();
  }

  @Test
  void sixty_four_mebibytes_are_sealed_and_opened() throws IOException {
    Path text = fileOf(LONGEST);

    Shell.Ended sealed = seal("--in", text.toString(), "--out", file("sealed"));
    Shell.Ended opened = open("--in", file("sealed"), "--out", file("opened"));

    assertThat(sealed.err()).isEmpty();
    assertThat(sealed.code()).isZero();
    assertThat(folder.resolve("sealed")).hasSize(Envelope.lengthOf(LONGEST));
    assertThat(opened.code()).isZero();
    assertThat(Files.mismatch(folder.resolve("opened"), text)).isEqualTo(-1);
  }

  @Test
  void one_byte_more_is_not_sealed_and_costs_no_epoch() throws IOException {
    Shell.Ended ended = seal("--in", fileOf(LONGEST + 1).toString(), "--out", file("sealed"));

    assertTooLarge(ended);
    assertThat(folder.resolve("sealed")).doesNotExist();
    assertThat(registry.calls()).isEmpty();
  }

  @Test
  void an_envelope_of_a_longer_text_is_not_opened() throws IOException {
    Path longer = fileOf(Envelope.lengthOf(LONGEST) + 1);

    Shell.Ended ended = open("--in", longer.toString(), "--out", file("opened"));

    assertTooLarge(ended);
    assertThat(folder.resolve("opened")).doesNotExist();
  }

  private static void assertTooLarge(Shell.Ended ended) {
    assertThat(ended.code()).isEqualTo(14);
    assertThat(ended.err())
        .startsWith("INPUT_TOO_LARGE: ")
        .hasLineCount(1)
        .contains(Sentinel.INPUT_TOO_LARGE.remedy());
    assertThat(ended.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "a line\n"})
  void standard_input_and_output_carry_the_value_and_nothing_else(String text) {
    Shell.Ended sealed = seal(text.getBytes(UTF_8));
    Shell.Ended opened = open(sealed.bytes().toArray());

    assertThat(sealed.bytes().length()).isEqualTo(Envelope.lengthOf(text.length()));
    assertThat(sealed.out()).isEmpty();
    assertThat(opened.code()).isZero();
    assertThat(new String(opened.bytes().toArray(), UTF_8)).isEqualTo(text);
    assertThat(opened.out()).isEmpty();
  }

  @Test
  void the_last_epochs_of_a_writer_are_warned_of_from_0xff00_on() {
    takeEpoch(LocalEpoch.WARNING - 2);

    assertThat(seal(new byte[1]).err()).isEmpty();
    assertThat(seal(new byte[1]).err())
        .isEqualTo(
            "Writer %s can open 255 more sessions under key 1: rotate it soon.\n"
                .formatted(NodeId.of(new NodeName(WRITER))));
  }

  private void takeEpoch(int epoch) {
    registry.decide(
        new Registration(
            STORAGE,
            NodeId.of(new NodeName(WRITER)),
            new LocalEpoch(epoch),
            new Incarnation.Drawn(1, 1)));
  }

  /** Zeroes, which take no room on the disk. */
  private Path fileOf(int length) throws IOException {
    Path made = folder.resolve("of-" + length);
    try (RandomAccessFile file = new RandomAccessFile(made.toFile(), "rw")) {
      file.setLength(length);
    }
    return made;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Shell.Ended seal(byte[] text) {
    return shell.input(text).run("seal", "--kek-file", kekFile.toString(), "--node", WRITER);
  }

  private Shell.Ended seal(String... options) {
    return run(Stream.of("seal", "--kek-file", kekFile.toString(), "--node", WRITER), options);
  }

  private Shell.Ended open(byte[] envelope) {
    return shell.input(envelope).run("open", "--kek-file", kekFile.toString());
  }

  private Shell.Ended open(String... options) {
    return run(Stream.of("open", "--kek-file", kekFile.toString()), options);
  }

  private Shell.Ended run(Stream<String> command, String... options) {
    return shell.run(Stream.concat(command, Stream.of(options)).toArray(String[]::new));
  }
}
