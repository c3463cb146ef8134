// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.usecase.ToldKeys;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.KeyState;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.state.KeyUse;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.UnixClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys and their writers as a member told of them, for programs and for people. */
final class ToldKeysReport {
  /** How many keys people are shown. */
  static final int KEYS_SHOWN_MAX = 10;

  private static final String UNKNOWN = "-";

  private final ToldKeys told;
  private final Map<NodeId, Member> members;
  private final UnixClock clock;

  private ToldKeysReport(ToldKeys told, Map<NodeId, Member> members, UnixClock clock) {
    this.told = told;
    this.members = members;
    this.clock = clock;
  }

  /** Of writers only their ids are known; those of the members have names, too. */
  static ToldKeysReport of(ToldKeys told, List<Member> members, UnixClock clock) {
    return new ToldKeysReport(
        told,
        members.stream()
            .collect(
                Collectors.toMap(
                    member -> NodeId.of(member.name()),
                    Function.identity(),
                    (one, ofTheSameName) -> one)),
        clock);
  }

  void write(Json json) {
    json.text("keys_told_by", told.by().value());
    json.objects("keys", told.keys().uses(), this::write);
  }

  /** Nobody told anything. */
  static void writeNothing(Json json) {
    json.nothing("keys_told_by").nothing("keys");
  }

  private void write(Json json, KeyUse use) {
    RingKey key = key(use);
    KeyFields.told(json, ring(), key);
    write(json, "age_seconds", Age.seconds(key.createdAt(), clock));
    json.number("writers", use.writers()).number("near_the_last_epoch", use.nearTheLastEpoch());
    write(json, "epochs_left", use.highestEpoch().stream().mapToLong(LocalEpoch::left).findFirst());
    json.objects("fewest_left", use.fewestLeft(), this::write);
  }

  private void write(Json json, StoredRow writer) {
    LocalEpoch last = writer.row().lastSeen();
    json.text("node_id", writer.row().owner().toString());
    member(writer).ifPresentOrElse(name -> json.text("member", name), () -> json.nothing("member"));
    json.text("slot", writer.key().slot().toString())
        .number("last_seen", last.value())
        .number("epochs_left", last.left())
        .flag("near_the_last_epoch", last.isNearTheLast());
  }

  private static void write(Json json, String name, OptionalLong value) {
    if (value.isPresent()) {
      json.number(name, value.getAsLong());
    } else {
      json.nothing(name);
    }
  }

  /** As long as it has to be, and not longer with every rotation: JSON has all. */
  void print(Consumer<String> line) {
    line.accept("");
    if (told.keys().uses().isEmpty()) {
      line.accept(
          "%s holds no keys; `pawl bootstrap` makes the first ones.".formatted(told.by().value()));
      return;
    }
    line.accept("Keys, as %s holds them:".formatted(told.by().value()));
    List<KeyUse> shown = shown();
    keys(shown).lines().forEach(line);
    printRest(shown.size(), line);
    line.accept("");
    List<KeyUse> active = shown.stream().filter(this::isActive).toList();
    writers(active).lines().forEach(line);
    active.forEach(use -> printNotes(use, line));
  }

  /** The active keys, and the newest of the old ones that anybody registered under. */
  private List<KeyUse> shown() {
    return told.keys().activeAndNewestFirst().stream()
        .filter(use -> isActive(use) || use.writers() > 0)
        .limit(KEYS_SHOWN_MAX)
        .toList();
  }

  private boolean isActive(KeyUse use) {
    return ring().stateOf(key(use)) == KeyState.ACTIVE;
  }

  private void printRest(int shown, Consumer<String> line) {
    int rest = told.keys().uses().size() - shown;
    if (rest > 0) {
      line.accept(
          "Not shown: %d old keys. `pawl keys` lists them, and `pawl status --json` their writers."
              .formatted(rest));
    }
  }

  private Table keys(List<KeyUse> shown) {
    Table table = Table.of("KEY", "PURPOSE", "STATE", "AGE", "WRITERS", "EPOCHS LEFT");
    for (KeyUse use : shown) {
      RingKey key = key(use);
      OptionalLong age = Age.seconds(key.createdAt(), clock);
      table.row(
          key.id().toString(),
          KeyFields.of(key.purpose()),
          KeyFields.state(ring(), key),
          age.isPresent() ? Age.inWords(age.getAsLong()) : UNKNOWN,
          Integer.toString(use.writers()),
          use.highestEpoch().map(last -> Integer.toString(last.left())).orElse(UNKNOWN));
    }
    return table;
  }

  /** Of old keys nobody has to do anything about the epochs that are left. */
  private Table writers(List<KeyUse> active) {
    Table table = Table.of("KEY", "SLOT", "NODE ID", "MEMBER", "LAST EPOCH", "EPOCHS LEFT");
    for (KeyUse use : active) {
      for (StoredRow writer : use.fewestLeft()) {
        LocalEpoch last = writer.row().lastSeen();
        table.row(
            use.dek().toString(),
            writer.key().slot().toString(),
            writer.row().owner().toString(),
            member(writer).orElse(UNKNOWN),
            last.toString(),
            Integer.toString(last.left()));
      }
    }
    return table;
  }

  private void printNotes(KeyUse use, Consumer<String> line) {
    if (use.writers() > use.fewestLeft().size()) {
      line.accept(
          "Of key %s these are the %d of %d writers with the fewest epochs left; `pawl writers --dek"
                  .formatted(use.dek(), use.fewestLeft().size(), use.writers())
              + " %s` lists all.".formatted(use.dek()));
    }
    if (use.nearTheLastEpoch() > 0) {
      line.accept(
          "Warning: %d of the writers of key %s are near their last epoch: rotate it, `pawl rotate --purpose %s`."
              .formatted(use.nearTheLastEpoch(), use.dek(), KeyFields.of(key(use).purpose())));
    }
  }

  private Optional<String> member(StoredRow writer) {
    return Optional.ofNullable(members.get(writer.row().owner()))
        .map(member -> member.name().value());
  }

  private RingKey key(KeyUse use) {
    return ring().find(use.dek()).orElseThrow();
  }

  /** There are uses only where there are keys. */
  private KeyRing.Filled ring() {
    return (KeyRing.Filled) told.keys().ring();
  }
}
