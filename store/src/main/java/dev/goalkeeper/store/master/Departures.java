package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.PullTablet;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tablets that go from this master to others. It serves them until their heirs have nearly all
/// of them; from then on nobody does, until the coordinator has decided whose they are.
final class Departures {
  private final Log log;
  private final OwnedTablets tablets;
  private final Clients clients;
  private final Answers answers;
  private final Releases releases;
  private final SortedMap<Long, Departure> byNumber = new TreeMap<>();

  Departures(Log log, OwnedTablets tablets, Clients clients, Answers answers,
      Releases releases) {
    this.log = log;
    this.tablets = tablets;
    this.clients = clients;
    this.answers = answers;
    this.releases = releases;
  }

  /// Answers with a page, which leaves when what is in it is safe: else the heir would have what a
  /// recovery of this master may not have. So do all answers that wait for that, and none of this
  /// tablet is left when the last page has come and another master serves it.
  void pull(PullTablet request, Responder responder) {
    Departure departure = departure(request);
    if (departure == null) {
      responder.respond(new Refused(Refusal.NOT_OWNER, request.tablet()
          + " is not served here in tenure " + request.tablet().tenure()));
      return;
    }
    if (answers.full()) {
      responder.respond(answers.busy());
    } else {
      Reply.ToPullTablet page = departure.page(request.from());
      answers.hold(log.end(), page, responder);
    }
  }

  /// That table was dropped: nothing of it goes anywhere.
  void forget(TableId table) {
    byNumber.values().removeIf(departure -> {
      boolean over = departure.owned().tablet().table().equals(table);
      if (over) {
        departure.over();
      }
      return over;
    });
  }

  private @Nullable Departure departure(PullTablet request) {
    Tablet tablet = request.tablet();
    List<OwnedTablet> known = tablets.overlapping(tablet);
    boolean own = known.size() == 1 && known.getFirst().tablet().covers(tablet)
        && inTenure(known.getFirst(), tablet.tenure())
        && known.getFirst().mayGoBy(request.number());
    if (!own) {
      return null;
    }
    return byNumber.computeIfAbsent(request.number(), number -> new Departure(
        number, log, tablets, tablets.cut(known.getFirst(), tablet), clients.results()));
  }

  private static boolean inTenure(OwnedTablet owned, long tenure) {
    return owned.tablet().tenure() == tenure;
  }

  /// That move is recorded: the tablet is another's.
  void letGo(long number) {
    Departure departure = byNumber.remove(number);
    if (departure != null) {
      departure.over();
      releases.add(departure.owned());
    }
  }

  /// Nothing comes of moves of that tablet: it has a new tenure.
  void stays(Tablet tablet) {
    byNumber.values().removeIf(departure -> {
      boolean over = departure.owned().tablet().overlaps(tablet);
      if (over) {
        departure.over();
      }
      return over;
    });
  }
}
