// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int STUCK_CLIENTS = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Supplier<List<String>> reasons = List::of;
  private final HealthServer server;

  HealthServerTest() throws IOException {
    server = start();
  }

  private HealthServer start() throws IOException {
    return HealthServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        () -> reasons.get(),
        () -> "pawl_leader 1.0\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_node_without_reasons_against_it_is_ready() throws Exception {
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void what_stands_against_a_node_is_listed_one_reason_a_line() throws Exception {
    reasons = () -> List.of("group 0: no leader is known", "group 1: closed");

    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("group 0: no leader is known\ngroup 1: closed\n");
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void metrics_come_as_prometheus_reads_them() throws Exception {
    assertThat(get("/metrics").body()).isEqualTo("pawl_leader 1.0\n");
    assertThat(get("/metrics").headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void other_paths_lead_nowhere() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/livez/more").statusCode()).isEqualTo(404);
  }

  @Test
  void a_probe_that_breaks_says_so_and_the_next_one_is_answered() throws Exception {
    reasons =
        () -> {
          throw new IllegalStateException("It cannot be told.");
        };

    assertThat(get("/readyz").statusCode()).isEqualTo(500);
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void clients_that_never_finish_their_requests_keep_nobody_else_from_an_answer() throws Exception {
    List<Socket> stuck = new ArrayList<>();
    try {
      for (int n = 0; n < STUCK_CLIENTS; n++) {
        Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
        stuck.add(socket);
        socket.getOutputStream().write("GET /metrics HT".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }

      assertThat(get("/livez").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : stuck) {
        socket.close();
      }
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return client.send(
        HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
