// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** A file of vectors. Each section is somebody's to check. */
enum VectorFile {
  V1("vectors-v1.json", ImmutableSet.of("/_about/what", "/node_id/algorithm")),
  V2("vectors.json", ImmutableSet.of("/cluster_id", "/kek"));

  private final String resource;
  private final ImmutableSet<String> prose;

  VectorFile(String resource, ImmutableSet<String> prose) {
    this.resource = resource;
    this.prose = prose;
  }

  List<VectorCase> cases(String section) {
    return VectorCase.elements(read().requiredAt(section));
  }

  /** A value that is not a case of its own, but belongs to others. */
  String text(String pointer) {
    return read().requiredAt(pointer).textValue();
  }

  /** Explains the file or belongs to the cases of others: there is nothing to check. */
  Set<String> prose() {
    return prose;
  }

  /** Every array and every single value in the file, as JSON pointers. */
  Set<String> sections() {
    Set<String> sections = new TreeSet<>();
    collect(read(), "", sections);
    return sections;
  }

  private static void collect(JsonNode node, String pointer, Set<String> sections) {
    if (!node.isObject()) {
      sections.add(pointer);
    }
    if (node.isObject()) {
      node.properties()
          .forEach(field -> collect(field.getValue(), pointer + "/" + field.getKey(), sections));
    }
  }

  private JsonNode read() {
    try (InputStream stream = VectorFile.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(stream, resource));
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot read " + resource, failure);
    }
  }
}
