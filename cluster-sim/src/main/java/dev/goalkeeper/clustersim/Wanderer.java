package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.BringTablet;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Increment;
import dev.goalkeeper.store.wire.Incremented;
import dev.goalkeeper.store.wire.LetGo;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.MoveTablet;
import dev.goalkeeper.store.wire.PullCursor;
import dev.goalkeeper.store.wire.PullTablet;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TakeTablet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// A table of one tablet that goes from server to server and back, and a client who counts in it.
/// What was said of it earlier comes late, and must change nothing.
final class Wanderer {
  private static final Bytes COUNTER = Bytes.utf8("counter");
  private static final Bytes GONE = Bytes.utf8("gone");
  private static final Outcome DEAD = new Outcome.NotDone("the client is dead");
  private static final int LARGE = 6_000;
  private static final int LARGE_KEYS = 12;
  private static final int TRIES = 40;

  /// A copy that is so late comes when the tablet has gone on, or is back.
  private static final long LATE_NANOS = Duration.ofSeconds(5).toNanos();

  private static final Duration AFTERWARDS = Duration.ofMillis(LATE_NANOS / 1_000_000 + 500);

  /// From when the tablet has gone on: what was asked of its first heir comes meanwhile.
  private static final Duration UNTIL_ASKED_LATE = Duration.ofSeconds(2);

  /// Nobody waits for the answer.
  private static final Completion<Message> NOBODY = new Completion<>() {
    @Override
    public void complete(long token, Message message) { }

    @Override
    public void fail(long token, Throwable cause) { }
  };

  private final SimulatedWorld world;
  private final Cluster cluster;
  private final Interference interference;
  private final Consumer<Address> dies;
  private final LastMoments.Expectation expect;
  private final Cluster.Guest guest;
  private final List<Member> servers;
  private String table = "wanderer";
  private long counted;

  /// What comes late, or happens, in turn; so that a few seeds have all.
  private enum Kind { MUTATION, PULL, TAKE, FULL, HEIR_DIES, SOURCE_DIES, ANSWER }

  /// @param dies is told who is to die
  Wanderer(SimulatedWorld world, Cluster cluster, Interference interference,
      Consumer<Address> dies, LastMoments.Expectation expect) {
    this.world = world;
    this.cluster = cluster;
    this.interference = interference;
    this.dies = dies;
    this.expect = expect;
    this.guest = cluster.guest();
    this.servers = new ArrayList<>(cluster.up());
    Collections.shuffle(servers, new Random(world.random("wanderer").nextLong()));
  }

  void befall(long number) {
    Kind kind = Kind.values()[(int) (number % Kind.values().length)];
    if (kind == Kind.TAKE) {
      late(passage -> passage.message() instanceof TakeTablet take
          && take.tableName().startsWith(table));
    }
    make();
    count();
    switch (kind) {
      case MUTATION -> aMutationComesLate();
      case PULL -> whatBelongsToAMoveComesLate();
      case TAKE -> theTableIsGivenLate();
      case FULL -> theHeirIsFull();
      case HEIR_DIES -> theHeirDies();
      case SOURCE_DIES -> theSourceDies();
      case ANSWER -> anAnswerIsLost();
    }
    count();
    guest.process().crash();
  }

  private void make() {
    Outcome made = until(client -> client.createTable(table, List.of(id(0))));
    expect.accept(made instanceof Outcome.Served, "the table is made: " + made);
  }

  /// It was meant for a master that has the tablet again when it comes; another one has done it.
  private void aMutationComesLate() {
    late(passage -> passage.is(Increment.class) && ours(passage.from()));
    CompletionStage<Outcome.OfIncrement> begun = guest.client().increment(table, COUNTER, 1);
    goesTo(1);
    isCounted(told(begun));
    acknowledge();
    goesTo(0);
    world.run(AFTERWARDS);
  }

  private void whatBelongsToAMoveComesLate() {
    late(passage -> passage.is(BringTablet.class));
    goesTo(1);
    late(passage -> passage.message() instanceof PullTablet pull
        && pull.from().stage() == PullCursor.Stage.TAIL);
    goesTo(2);
    world.run(UNTIL_ASKED_LATE);
    cluster.untilNothingMoves();
    goesTo(1);
    world.run(AFTERWARDS);
  }

  /// As one that is new: so it was, once.
  private void theTableIsGivenLate() {
    interference.lose(passage -> passage.is(LetGo.class));
    goesTo(1);
    count();
    world.run(AFTERWARDS);
    if (cluster.ask(client -> client.table(table)) instanceof Outcome.Served(Table known)) {
      cluster.onlooker().call(servers.getFirst().address(), Envelope.NONE,
          new Read(known.id(), COUNTER), NOBODY, 0);
    }
  }

  /// There is no room for the tablet, and it stays.
  private void theHeirIsFull() {
    for (int i = 0; i < LARGE_KEYS; i++) {
      told(guest.client().write(table, Bytes.utf8("large " + i), Bytes.of(new byte[LARGE])));
    }
    for (int to = 1; to < servers.size(); to++) {
      int heir = to;
      cluster.ask(client -> client.moveTablet(table, 0, id(heir)));
    }
    for (int i = 0; i < LARGE_KEYS; i++) {
      told(guest.client().remove(table, Bytes.utf8("large " + i)));
    }
  }

  /// It has all of the tablet, and nobody knows yet.
  private void theHeirDies() {
    interference.lose(passage -> {
      boolean met = passage.is(Recovered.class);
      if (met) {
        world.schedule(0, () -> dies.accept(passage.from()));
      }
      return met;
    });
    cluster.ask(client -> client.moveTablet(table, 0, id(1)));
  }

  /// The heir has begun to ask it, and nobody asks for that move again.
  private void theSourceDies() {
    interference.lose(passage -> {
      boolean met = passage.is(PullTablet.class);
      if (met) {
        world.schedule(0, () -> dies.accept(passage.to()));
        interference.block(later -> later.is(MoveTablet.class));
      }
      return met;
    });
    cluster.ask(client -> client.moveTablet(table, 0, id(servers.size() - 1)));
    interference.unblock();
  }

  /// What came of a mutation goes with the tablet; so does what is known of removed versions.
  private void anAnswerIsLost() {
    told(guest.client().write(table, GONE, Bytes.utf8("one")));
    Outcome last = told(guest.client().write(table, GONE, Bytes.utf8("two")));
    told(guest.client().remove(table, GONE));
    interference.lose(passage -> passage.is(Incremented.class) && ours(passage.to()));
    CompletionStage<Outcome.OfIncrement> begun = guest.client().increment(table, COUNTER, 1);
    world.run(Duration.ofMillis(50));
    goesTo(1);
    isCounted(told(begun));
    Outcome next = told(guest.client().write(table, GONE, Bytes.utf8("three")));
    boolean rises = last instanceof Outcome.Written(long before)
        && next instanceof Outcome.Written(long after) && after > before;
    expect.accept(rises, "key gone: version of " + last + ", removed, moved, " + next);
  }

  /// By a mutation without an effect: so nothing of what was acknowledged goes with the tablet.
  private void acknowledge() {
    Outcome met = told(
        guest.client().write(table, COUNTER, Bytes.utf8("never"), Condition.ABSENT));
    expect.accept(met instanceof Outcome.Mismatch || met.equals(DEAD), "nothing is done: " + met);
  }

  private void count() {
    isCounted(told(guest.client().increment(table, COUNTER, 1)));
  }

  private void isCounted(Outcome outcome) {
    counted++;
    expect.accept(outcome instanceof Outcome.Incremented || outcome.equals(DEAD),
        "the table is not served: " + outcome);
    expect.accept(!(outcome instanceof Outcome.Incremented sum) || sum.number() == counted,
        "took effect once, as number " + counted + ": " + outcome);
  }

  private void late(Predicate<Interference.Passage> which) {
    interference.delay(which, LATE_NANOS);
  }

  private void goesTo(int number) {
    Outcome moved = until(client -> client.moveTablet(table, 0, id(number)));
    expect.accept(moved instanceof Outcome.Served(Table known)
        && known.tablets().getFirst().owner().equals(id(number)),
        "the tablet goes to " + id(number) + ": " + moved);
  }

  private Outcome until(Function<AsyncStoreClient, CompletionStage<Outcome.OfTable>> question) {
    Outcome outcome = cluster.ask(question);
    for (int i = 0; i < TRIES && !(outcome instanceof Outcome.Served) && !cluster.struck(); i++) {
      outcome = cluster.ask(question);
    }
    return outcome;
  }

  private ServerId id(int number) {
    return servers.get(number).id();
  }

  private boolean ours(Object address) {
    return address.equals(guest.process().address());
  }

  private Outcome told(CompletionStage<? extends Outcome> stage) {
    var asked = stage.toCompletableFuture();
    cluster.answered(() -> asked.isDone() || !guest.process().alive());
    return asked.isDone() ? asked.join() : DEAD;
  }
}
