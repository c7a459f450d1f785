package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.Tablet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Has tablets of a table in use go to other servers, divides them, and drops the table that nobody
/// needs any more, while bad things happen. Nothing has to come of it at any one time; but answers
/// have to be right whatever comes of it.
final class Steward {
  private static final Duration REST = Duration.ofMillis(100);

  /// So many that most moves are of a part of the objects, and few enough for a scan.
  private static final int TABLETS_MAX = 8;

  /// One of so many things is to divide a tablet, as long as there are few.
  private static final int DIVIDE_EVERY = 4;

  private final StoreClient client;
  private final SplittableRandom random;
  private String table = "";
  private String useless = "";
  private Done done = Done.NOTHING;

  /// What has come of it.
  record Done(long moved, long divided) {
    static final Done NOTHING = new Done(0, 0);
  }

  /// @param client that does not wait long
  Steward(StoreClient client, long seed) {
    this.client = client;
    this.random = new SplittableRandom(seed);
  }

  /// Begins.
  ///
  /// @param used whose tablets are to move
  /// @param dropped that is to be dropped; empty if there is none
  void join(Shift shift, String used, String dropped) {
    table = used;
    useless = dropped;
    shift.add("the steward", this::next, REST);
  }

  /// So far; while no shift goes on.
  Done done() {
    return done;
  }

  private void next() {
    if (!useless.isEmpty()) {
      drop(useless);
    }
    if (!(client.table(table) instanceof Outcome.Served(Table known))) {
      return;
    }
    List<Tablet> tablets = known.tablets();
    Tablet tablet = tablets.get(random.nextInt(tablets.size()));
    if (tablets.size() < TABLETS_MAX && random.nextInt(DIVIDE_EVERY) == 0) {
      divide(tablet);
    } else {
      heir(tablet).ifPresent(heir -> move(tablet, heir));
    }
  }

  private void divide(Tablet tablet) {
    long middle = tablet.pieces(2).getLast().firstHash();
    if (client.splitTablet(table, middle) instanceof Outcome.Served) {
      done = new Done(done.moved, done.divided + 1);
    }
  }

  private void move(Tablet tablet, ServerId heir) {
    if (client.moveTablet(table, tablet.firstHash(), heir) instanceof Outcome.Served(Table after)
        && after.tablet(tablet.firstHash()).owner().equals(heir)) {
      done = new Done(done.moved + 1, done.divided);
    }
  }

  /// Any server that is up, as far as the coordinator knows, but the owner.
  private Optional<ServerId> heir(Tablet tablet) {
    if (!(client.membership() instanceof Outcome.Listed listed)) {
      return Optional.empty();
    }
    List<ServerId> others = listed.membership().members().stream().filter(Member::up)
        .map(Member::id).filter(id -> !id.equals(tablet.owner())).toList();
    return others.isEmpty() ? Optional.empty()
        : Optional.of(others.get(random.nextInt(others.size())));
  }

  private void drop(String name) {
    Outcome.OfDrop outcome = client.dropTable(name);
    boolean before = outcome instanceof Outcome.Refused refused
        && refused.reason() == Refusal.UNKNOWN_TABLE;
    if (outcome instanceof Outcome.Dropped || before) {
      useless = "";
    }
  }
}
