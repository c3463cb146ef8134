// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a file is opened for reading. */
@FunctionalInterface
interface Opening {
  FileChannel open(Path file) throws IOException;

  /**
   * Never follows a link, and never waits for ever. The system lets whoever opens a pipe wait until
   * somebody writes into it, Java has no way to ask for the opposite, and nothing interrupts it. So
   * the file is opened on a thread of its own, and what takes too long is given up; that thread
   * stays behind and does not keep the process alive.
   */
  static Opening within(Duration patience) {
    return file -> {
      CompletableFuture<FileChannel> opened = new CompletableFuture<>();
      Thread opener = new Thread(() -> open(file, opened), "pawl-opens-kek");
      opener.setDaemon(true);
      opener.start();
      return await(opened, patience);
    };
  }

  private static void open(Path file, CompletableFuture<FileChannel> opened) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      if (!opened.complete(channel)) {
        channel.close();
      }
    } catch (IOException | RuntimeException e) {
      opened.completeExceptionally(e);
    }
  }

  private static FileChannel await(CompletableFuture<FileChannel> opened, Duration patience)
      throws IOException {
    try {
      return opened.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (opened.cancel(false)) {
        throw new IOException("opening it takes for ever, as that of a pipe does", e);
      }
      return opened.join();
    } catch (InterruptedException e) {
      opened.cancel(false);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while it was opened");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
  }
}
