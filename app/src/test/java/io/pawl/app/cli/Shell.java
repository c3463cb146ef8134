// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.app.wiring.Cluster;
import io.pawl.domain.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs commands as a shell does, in front of a registry in memory. */
final class Shell {
  /** What a command's clock says. */
  static final long NOW = 100_000_000;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final Map<String, String> environment = new TreeMap<>();
  private final List<Cluster> asked = new ArrayList<>();
  private Connector connector = cluster -> registry;
  private byte[] input = {};

  /** Three members are named in the environment. */
  Shell() {
    environment.put("PAWL_MEMBERS", "n1=127.0.0.1:7101,n2=127.0.0.1:7102,n3=127.0.0.1:7103");
  }

  InMemoryRegistry registry() {
    return registry;
  }

  /** Which clusters commands connected to. */
  List<Cluster> asked() {
    return asked;
  }

  Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Shell without(String variable) {
    environment.remove(variable);
    return this;
  }

  Shell connecting(Connector other) {
    connector = other;
    return this;
  }

  Shell input(String... lines) {
    return input((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  Shell input(byte[] bytes) {
    input = bytes.clone();
    return this;
  }

  Ended run(String... args) {
    StringWriter out = new StringWriter();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    Surroundings around =
        new Surroundings(
            new ByteArrayInputStream(input),
            new PrintWriter(out),
            bytes,
            new PrintWriter(err),
            environment,
            cluster -> {
              asked.add(cluster);
              return connector.connect(cluster);
            },
            () -> NOW);
    int code = Pawl.run(args, around);
    return new Ended(code, out.toString(), err.toString(), Bytes.copyOf(bytes.toByteArray()));
  }

  /** What a command left behind. */
  record Ended(int code, String out, String err, Bytes bytes) {
    JsonNode json() {
      return read(out);
    }

    List<JsonNode> jsonLines() {
      return out.lines().map(Ended::read).toList();
    }

    private static JsonNode read(String text) {
      try {
        return MAPPER.readTree(text);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(text, e);
      }
    }
  }
}
