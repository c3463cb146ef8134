// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.pawl.app.usecase.EpochChoice;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A proposal as one JSON object: {@code dek_id}, and {@code node} or {@code node_id}, and {@code
 * epoch} and {@code incarnation} or not. Nothing else may be in it: what is not understood is not
 * passed over.
 */
final class ProposalLine {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> NUMBERS = Set.of("dek_id", "epoch");
  private static final Set<String> TEXTS = Set.of("node", "node_id", "incarnation");

  private final Map<String, String> fields;

  private ProposalLine(Map<String, String> fields) {
    this.fields = fields;
  }

  /** The incarnation is drawn where none is given. */
  static Proposal parse(String line, Supplier<Incarnation.Drawn> draw) {
    try (JsonParser parser = FACTORY.createParser(line)) {
      return new ProposalLine(fields(parser)).proposal(draw);
    } catch (IOException e) {
      throw new UnusableArguments("The line is not a JSON object: " + firstLine(e) + ".", e);
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static Map<String, String> fields(JsonParser parser) throws IOException {
    require(parser.nextToken() == JsonToken.START_OBJECT, "The line is not a JSON object.");
    Map<String, String> fields = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      fields.put(name, value(name, parser.nextToken(), parser));
    }
    require(parser.nextToken() == null, "Something follows the JSON object.");
    return fields;
  }

  private static String value(String name, JsonToken token, JsonParser parser) throws IOException {
    require(
        NUMBERS.contains(name) || TEXTS.contains(name),
        "There is no field \"%s\".".formatted(name));
    require(
        !NUMBERS.contains(name) || token == JsonToken.VALUE_NUMBER_INT,
        "Field %s is not a whole number.".formatted(name));
    require(
        !TEXTS.contains(name) || token == JsonToken.VALUE_STRING,
        "Field %s is not a string.".formatted(name));
    return parser.getText();
  }

  private Proposal proposal(Supplier<Incarnation.Drawn> draw) {
    return new Proposal(
        Arguments.dekNumber(required("dek_id")),
        node(),
        field("epoch")
            .<EpochChoice>map(text -> new EpochChoice.Exactly(Arguments.epoch(text)))
            .orElse(EpochChoice.NEXT_FREE),
        field("incarnation").map(Arguments::incarnation).orElseGet(draw));
  }

  private long node() {
    require(
        !(fields.containsKey("node") && fields.containsKey("node_id")),
        "Name the node by node or by node_id, not by both.");
    return field("node_id")
        .map(Arguments::nodeBits)
        .orElseGet(() -> NodeId.of(Arguments.nodeName(required("node"))).bits());
  }

  private String required(String name) {
    return field(name)
        .orElseThrow(() -> new UnusableArguments("Field %s is missing.".formatted(name)));
  }

  private Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new UnusableArguments(message);
    }
  }
}
