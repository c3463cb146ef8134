// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.cli.Lines.Line;
import io.pawl.app.usecase.RegistrationAnswer;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.writer.Incarnation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Answers lines in their order. As many as one entry takes go to the cluster together; a line that
 * cannot be read is answered for itself, and the others go on.
 */
final class RegisteringLines {
  private final Connection connection;
  private final Supplier<Incarnation.Drawn> incarnations;
  private final PrintWriter out;

  RegisteringLines(
      Connection connection, Supplier<Incarnation.Drawn> incarnations, PrintWriter out) {
    this.connection = connection;
    this.incarnations = incarnations;
    this.out = out;
  }

  /** The highest exit code of all lines. */
  int answer(Lines lines) throws IOException {
    int worst = 0;
    List<Line> batch = lines.batch(WriterRegistrations.COUNT_MAX);
    while (!batch.isEmpty()) {
      worst = Math.max(worst, answer(batch));
      batch = lines.batch(WriterRegistrations.COUNT_MAX);
    }
    return worst;
  }

  private int answer(List<Line> batch) {
    Map<Line, Reply> replies = new TreeMap<>(Lines.IN_ORDER);
    Map<Line, Proposal> open = new TreeMap<>(Lines.IN_ORDER);
    batch.forEach(line -> read(line, replies, open));
    if (!open.isEmpty()) {
      replies.putAll(ask(open));
    }
    replies.forEach(this::print);
    out.flush();
    return replies.values().stream().mapToInt(reply -> reply.exitClass().code()).max().orElse(0);
  }

  private void read(Line line, Map<Line, Reply> replies, Map<Line, Proposal> open) {
    try {
      Proposal proposal = proposal(line);
      Optional<Reply> reply =
          proposal.reserved().map(sentinel -> Replies.reserved(sentinel, proposal));
      reply.ifPresentOrElse(known -> replies.put(line, known), () -> open.put(line, proposal));
    } catch (UnusableArguments e) {
      replies.put(line, new Reply.Unreadable(String.valueOf(e.getMessage())));
    }
  }

  private Proposal proposal(Line line) {
    if (line.isTooLong()) {
      throw new UnusableArguments("The line is longer than any registration.");
    }
    return ProposalLine.parse(line.text(), incarnations);
  }

  private Map<Line, Reply> ask(Map<Line, Proposal> open) {
    List<RegistrationAnswer> answers =
        connection.register(
            registering ->
                registering.register(open.values().stream().map(Proposal::request).toList()));
    Map<Line, Reply> replies = new TreeMap<>(Lines.IN_ORDER);
    List<Line> lines = List.copyOf(open.keySet());
    for (int n = 0; n < lines.size(); n++) {
      replies.put(lines.get(n), Replies.to(answers.get(n)));
    }
    return replies;
  }

  private void print(Line line, Reply reply) {
    out.println(
        Json.document(
            RegisterCommand.SCHEMA,
            json -> {
              json.number("line", line.number());
              reply.writeTo(json);
            }));
  }
}
