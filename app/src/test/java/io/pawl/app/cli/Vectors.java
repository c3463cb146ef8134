// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pawl.domain.entry.LogEntryCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** The golden values the domain is tested with. */
enum Vectors {
  V1("vectors-v1.json"),
  V2("vectors.json");

  private final String resource;

  Vectors(String resource) {
    this.resource = "/io/pawl/domain/vectors/" + resource;
  }

  /** The cases of a section; an empty one is a mistake. */
  List<JsonNode> cases(String pointer) {
    try (InputStream in = LogEntryCodec.class.getResourceAsStream(resource)) {
      JsonNode section = new ObjectMapper().readTree(requireNonNull(in, resource)).at(pointer);
      List<JsonNode> cases = StreamSupport.stream(section.spliterator(), false).toList();
      if (cases.isEmpty()) {
        throw new IllegalArgumentException(resource + " has no cases at " + pointer);
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
