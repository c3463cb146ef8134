// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import io.pawl.app.usecase.RegistrationAnswer.Exhausted;
import io.pawl.app.usecase.RegistrationAnswer.Fated;
import io.pawl.app.usecase.RegistrationAnswer.Unheard;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.RemoteRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Registers writers under the epoch they name or the next free one, and asks again where asking
 * again helps: when a slot is busy, and when somebody else took the free epoch first. What is
 * unknown is not asked again here; who asked knows the epoch and the incarnation to do so with.
 */
public final class RegisteringWriters {

  /** How often the next free epoch may turn out to be taken before that is the answer. */
  private static final int RACES_MAX = 5;

  private final RemoteRegistry registry;
  private final Patience patience;

  public RegisteringWriters(RemoteRegistry registry, Patience patience) {
    this.registry = registry;
    this.patience = patience;
  }

  /** As many answers as requests, in their order. As many as one entry takes at most. */
  public List<RegistrationAnswer> register(List<WriterRequest> requests) {
    Map<Integer, RegistrationAnswer> answers = new HashMap<>();
    List<Integer> open = IntStream.range(0, requests.size()).boxed().toList();
    for (int races = 0; !open.isEmpty(); races++) {
      List<RegistrationAnswer> round = ask(open.stream().map(requests::get).toList());
      List<Integer> again = new ArrayList<>();
      for (int n = 0; n < round.size(); n++) {
        int place = open.get(n);
        answers.put(place, round.get(n));
        if (isWorthAnother(round.get(n), requests.get(place), races)) {
          again.add(place);
        }
      }
      if (again.isEmpty() || !patience.pause()) {
        break;
      }
      open = again;
    }
    return IntStream.range(0, requests.size()).mapToObj(answers::get).toList();
  }

  private static boolean isWorthAnother(
      RegistrationAnswer answer, WriterRequest request, int races) {
    if (!(answer instanceof Fated fated)) {
      return false;
    }
    return fated.fate() instanceof Fate.Busy
        || (races < RACES_MAX
            && request.epoch() instanceof EpochChoice.NextFree
            && fated.fate() instanceof Fate.Refused refused
            && isLostRace(refused));
  }

  private static boolean isLostRace(Fate.Refused refused) {
    return refused.sentinel() == Sentinel.EPOCH_ROLLBACK
        || refused.sentinel() == Sentinel.WRITER_CLONED;
  }

  private List<RegistrationAnswer> ask(List<WriterRequest> requests) {
    try {
      return propose(requests, NextEpochs.read(registry, requests));
    } catch (RemoteFault fault) {
      return requests.stream()
          .<RegistrationAnswer>map(
              request -> new Unheard(request, fault.sentinel(), fault.detail()))
          .toList();
    }
  }

  private List<RegistrationAnswer> propose(List<WriterRequest> requests, NextEpochs epochs) {
    Map<Integer, RegistrationAnswer> answers = new HashMap<>();
    List<Integer> places = new ArrayList<>();
    List<Registration> proposals = new ArrayList<>();
    for (int place = 0; place < requests.size(); place++) {
      WriterRequest request = requests.get(place);
      Optional<WriterRow> last = epochs.exhaustedBy(request);
      if (last.isPresent()) {
        answers.put(place, new Exhausted(request, last.get()));
      } else {
        places.add(place);
        proposals.add(request.at(epochs.take(request)));
      }
    }
    List<Fate> fates = proposals.isEmpty() ? List.of() : registry.register(proposals);
    for (int n = 0; n < fates.size(); n++) {
      answers.put(places.get(n), new Fated(fates.get(n)));
    }
    return IntStream.range(0, requests.size()).mapToObj(answers::get).toList();
  }
}
