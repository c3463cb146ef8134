// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import io.pawl.app.cluster.Await;
import io.pawl.domain.wire.Bytes;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A {@link SealingProcessMain} seen from the process that started it. */
final class SealingProcess implements AutoCloseable {
  private final ChildProcess process;
  private final String label;
  private final Consumer<SealingProcess> whenEnded;
  private int asked;

  private SealingProcess(ChildProcess process, String label, Consumer<SealingProcess> whenEnded) {
    this.process = process;
    this.label = label;
    this.whenEnded = whenEnded;
  }

  /**
   * The process of these arguments and a label behind them.
   *
   * @param whenEnded is told once it has ended, and everything it wrote can still be read
   */
  static SealingProcess start(
      List<String> arguments, String label, Consumer<SealingProcess> whenEnded) {
    List<String> all = Stream.concat(arguments.stream(), Stream.of(label)).toList();
    return new SealingProcess(ChildProcess.start(SealingProcessMain.class, all), label, whenEnded);
  }

  /** Asks for something without waiting for it. */
  SealingProcess ask(String command) {
    process.tell(command + "\n");
    asked++;
    return this;
  }

  /** Everything that was asked for is done. */
  SealingProcess await() {
    Await.until(
        () -> "%d things done: %s %s".formatted(asked, refusals(), process.errors()),
        () -> lines(SealingProcessMain.DONE).count() == asked);
    return this;
  }

  SealingProcess seal(int count) {
    return ask("seal " + count).await();
  }

  SealingProcess reopen() {
    return ask("reopen").await();
  }

  /** It has written so many values, whatever else it is at. */
  void awaitSealed(int count) {
    Await.closely(
        () -> "%d values: %s %s".formatted(count, refusals(), process.errors()),
        () -> lines(SealingProcessMain.SEALED).count() >= count);
  }

  /** What it has written so far. */
  List<Sealed> sealed() {
    return lines(SealingProcessMain.SEALED).map(this::read).toList();
  }

  private Sealed read(String line) {
    String[] words = line.split(" ", -1);
    return new Sealed(
        new Sealed.Text(label, Integer.parseInt(words[1])),
        Bytes.copyOf(Base64.getDecoder().decode(words[2])));
  }

  /** The sentinels it met. */
  List<String> refusals() {
    return lines(SealingProcessMain.REFUSED).map(line -> line.split(" ", -1)[1]).toList();
  }

  /** Whole lines: the last one may have been cut off. */
  private Stream<String> lines(String firstWord) {
    String output = process.output();
    return output
        .substring(0, output.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith(firstWord));
  }

  /** In the middle of whatever it does. */
  void kill() {
    process.kill();
  }

  /** Lets it end by itself, if it was not killed. */
  @Override
  public void close() {
    try (process) {
      process.tellNoMore();
      process.awaitExit();
      whenEnded.accept(this);
    }
  }
}
