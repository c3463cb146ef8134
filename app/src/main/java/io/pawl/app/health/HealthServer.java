// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whoever watches the node.
 *
 * <pre>
 * /livez     200 as long as the process serves
 * /readyz    200 if the node can be relied on, otherwise 503 and the reasons, one a line
 * /metrics   Prometheus text
 * </pre>
 *
 * It has a few threads of its own and none of the node's. A client that sends its request slowly,
 * or does not read the answer, is cut off after a moment.
 */
public final class HealthServer implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int WAITING_MAX = 64;
  private static final int BACKLOG = 64;
  private static final String LONGEST_REQUEST_SECONDS = "2";
  private static final String LONGEST_ANSWER_SECONDS = "5";
  private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);

  static {
    // The JDK's server takes its limits from nowhere else, and has none by default.
    limit("sun.net.httpserver.maxReqTime", LONGEST_REQUEST_SECONDS);
    limit("sun.net.httpserver.maxRspTime", LONGEST_ANSWER_SECONDS);
  }

  private final HttpServer http;
  private final ExecutorService threads;

  private HealthServer(HttpServer http, ExecutorService threads) {
    this.http = http;
    this.threads = threads;
  }

  private static void limit(String property, String seconds) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, seconds);
    }
  }

  /**
   * Starts to answer.
   *
   * @param whyNotReady the reasons not to rely on this node, none if there are none
   * @param metrics in Prometheus' text format
   * @throws IOException if it cannot listen there
   */
  public static HealthServer start(
      InetSocketAddress address, Supplier<List<String>> whyNotReady, Supplier<String> metrics)
      throws IOException {
    HttpServer http = HttpServer.create(address, BACKLOG);
    ExecutorService threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING_MAX),
            new ThreadFactoryBuilder().setNameFormat("pawl-http-%d").setDaemon(true).build(),
            new ThreadPoolExecutor.DiscardPolicy());
    http.setExecutor(threads);
    http.createContext("/livez", only("/livez", () -> Answer.ok("alive\n")));
    http.createContext("/readyz", only("/readyz", () -> readiness(whyNotReady.get())));
    http.createContext("/metrics", only("/metrics", () -> Answer.metrics(metrics.get())));
    http.createContext("/", exchange -> send(exchange, Answer.NOT_FOUND));
    http.start();
    return new HealthServer(http, threads);
  }

  /** Where it listens; the port is the real one if any free one was asked for. */
  public InetSocketAddress address() {
    return http.getAddress();
  }

  private static Answer readiness(List<String> reasons) {
    return reasons.isEmpty()
        ? Answer.ok("ready\n")
        : Answer.unavailable(String.join("\n", reasons) + "\n");
  }

  /** A context of the JDK's server also gets every longer path. */
  private static HttpHandler only(String path, Supplier<Answer> page) {
    return exchange ->
        send(
            exchange,
            exchange.getRequestURI().getPath().equals(path) ? look(path, page) : Answer.NOT_FOUND);
  }

  private static Answer look(String path, Supplier<Answer> page) {
    try {
      return page.get();
    } catch (RuntimeException e) {
      LOG.warn("{} could not be answered.", path, e);
      return Answer.FAILED;
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      boolean wanted = !exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), wanted ? body.length : -1);
      if (wanted) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  /** What one request is told. */
  private record Answer(int status, String type, String body) {
    static final Answer NOT_FOUND =
        new Answer(404, "text/plain; charset=utf-8", "There are /livez, /readyz and /metrics.\n");
    static final Answer FAILED =
        new Answer(500, "text/plain; charset=utf-8", "The node's log says why.\n");

    static Answer ok(String body) {
      return new Answer(200, "text/plain; charset=utf-8", body);
    }

    static Answer unavailable(String body) {
      return new Answer(503, "text/plain; charset=utf-8", body);
    }

    static Answer metrics(String body) {
      return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", body);
    }
  }
}
