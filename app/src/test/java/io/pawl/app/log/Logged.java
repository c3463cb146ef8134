// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What one class logs while this is open, on every level, and is not printed meanwhile. */
public final class Logged implements AutoCloseable {
  private final Logger logger;
  private final @Nullable Level before;
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  private Logged(Logger logger) {
    this.logger = logger;
    this.before = logger.getLevel();
  }

  public static Logged by(Class<?> who) {
    Logged logged = new Logged((Logger) LoggerFactory.getLogger(who));
    logged.appender.start();
    logged.logger.setLevel(Level.TRACE);
    logged.logger.setAdditive(false);
    logged.logger.addAppender(logged.appender);
    return logged;
  }

  /** Each with its level in front. */
  public List<String> lines() {
    return List.copyOf(appender.list).stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
    logger.setLevel(before);
  }
}
