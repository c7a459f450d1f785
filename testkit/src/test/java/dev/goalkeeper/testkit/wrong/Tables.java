package dev.goalkeeper.testkit.wrong;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.RulesBuilder;
import dev.goalkeeper.pools.TimerClause;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Mistakes in tables: the class that makes one does not load.
final class Tables {
  private Tables() {}

  /// Clauses to state tables over, new for each table: no table of them is ever run.
  private static final class Words {
    final Clauses<Door> all = Clauses.of(Door.class);
    final CellClause<Door> wanted = all.cell("wanted");
    final OpClause<Door> call = all.op("call");
    final TimerClause<Door> rest = all.timer("rest");
    final Fact<Door> open = all.local("open", door -> true);

    /// Builds a table in which `open`, `rest` and `call` need not be named.
    void build(UnaryOperator<RulesBuilder<Door>> rows) {
      rows.apply(all.rules()).exports(open, rest, call).build();
    }
  }

  /// A table, stated over fresh clauses.
  private interface Table {
    void build(Words words);
  }

  static List<WrongModule> all() {
    return Stream.of(cases(), words()).flatMap(List::stream).toList();
  }

  /// Cases that no row covers, or more than one, or that do not exist.
  private static List<WrongModule> cases() {
    return List.of(
        entry("an operation's failure is forgotten",
            "nothing is said about how 'call' may fail. Nearest is R0, which demands call=IDLE",
            w -> w.build(t -> calling(w, t)
                .rule("R1", door -> {}, w.wanted, w.call.is(OK))
                .rule("R2", door -> {}, w.wanted, w.call.is(TIMED_OUT))),
            w -> w.build(t -> calling(w, t)
                .rule("R1", door -> {}, w.wanted, w.call.is(OK))
                .rule("R2", door -> {}, w.wanted, w.call.is(TIMED_OUT, FAILED)))),
        entry("a time-out is forgotten",
            "hole: no row covers wanted, call=TIMED_OUT",
            w -> w.build(t -> calling(w, t)
                .rule("R1", door -> {}, w.wanted, w.call.is(OK, FAILED))),
            w -> {
              w.call.endless();
              w.build(t -> calling(w, t)
                  .rule("R1", door -> {}, w.wanted, w.call.is(OK, FAILED)));
            }),
        entry("a combination of two facts has no row",
            "hole: no row covers not wanted, open",
            w -> w.build(t -> t.goal("G", w.wanted, w.open)
                .rule("R", door -> {}, w.open.not())),
            w -> w.build(t -> t.goal("G", w.wanted, w.open)
                .rule("R", door -> {}, w.open.not())
                .waits("W", w.wanted.not(), w.open))),
        entry("two rows apply at once",
            "overlap: G and R both apply at wanted, rest=running",
            w -> w.build(t -> t.goal("G", w.wanted)
                .rule("R", door -> {}, w.rest.running())
                .waits("W", w.wanted.not(), w.rest.running().not())),
            w -> w.build(t -> t.goal("G", w.wanted)
                .rule("R", door -> {}, w.wanted.not(), w.rest.running())
                .waits("W", w.wanted.not(), w.rest.running().not()))),
        entry("a row that can never apply",
            "dead: W applies nowhere: wanted, call=RUNNING is impossible",
            w -> {
              w.all.implies(w.wanted, w.call.is(IDLE));
              w.build(t -> t.goal("G", w.wanted, w.call.is(IDLE))
                  .rule("R", door -> {}, w.wanted.not())
                  .waits("W", w.wanted, w.call.is(RUNNING)));
            },
            w -> {
              w.all.implies(w.wanted, w.call.is(IDLE));
              w.build(t -> t.goal("G", w.wanted, w.call.is(IDLE))
                  .rule("R", door -> {}, w.wanted.not()));
            }));
  }

  /// What is said and means nothing.
  private static List<WrongModule> words() {
    return List.of(
        entry("a row contradicts its group",
            "contradiction: W demands of 'wanted' what excludes itself",
            w -> w.build(t -> t.given(w.wanted).goal("G").waits("W", w.wanted.not())),
            w -> w.build(t -> t.given(w.wanted).goal("G").given().waits("W", w.wanted.not()))),
        entry("a clause that no row looks at",
            "unused: no row states anything about 'open'",
            w -> w.all.rules().exports(w.rest, w.call)
                .goal("G", w.wanted).waits("W", w.wanted.not()).build(),
            w -> w.build(t -> t.goal("G", w.wanted).waits("W", w.wanted.not()))),
        entry("a fact that names nothing that changes it",
            "clause 'bright' is deaf: it names nothing that wakes it",
            w -> w.all.fact("bright", door -> true),
            w -> w.all.fact("bright", door -> true, w.wanted)),
        entry("a row waits for what nobody tells it",
            "deaf: W waits at open, and nothing there can wake it",
            w -> w.build(t -> t.waits("W", w.open)
                .goal("G", w.open.not(), w.wanted)
                .rule("R", door -> {}, w.open.not(), w.wanted.not())),
            w -> w.build(t -> t.waits("W", w.open, w.wanted.not())
                .goal("G1", w.open, w.wanted)
                .goal("G", w.open.not(), w.wanted)
                .rule("R", door -> {}, w.open.not(), w.wanted.not()))),
        entry("two rows of one name",
            "Door: two rows are called R",
            w -> w.build(t -> t.rule("R", door -> {}, w.wanted).rule("R", door -> {},
                w.wanted.not())),
            w -> w.build(t -> t.rule("R1", door -> {}, w.wanted).rule("R2", door -> {},
                w.wanted.not()))),
        entry("a statement about another task's clause",
            "which another Clauses declared",
            w -> w.build(t -> t.goal("G", Door.WANTED)),
            w -> w.build(t -> t.goal("G", w.wanted).waits("W", w.wanted.not()))),
        entry("a status that an endless operation cannot have",
            "a statement about 'life' must name some value of it and no other",
            w -> w.all.op("life").endless().is(TIMED_OUT),
            w -> w.all.op("life").endless().is(FAILED)),
        entry("two clauses of one name",
            "are called 'wanted'",
            w -> w.all.cell("wanted"),
            w -> w.all.cell("wanted too")));
  }

  private static RulesBuilder<Door> calling(Words w, RulesBuilder<Door> table) {
    return table.goal("G", w.wanted.not())
        .rule("R0", door -> {}, w.wanted, w.call.is(IDLE))
        .waits("W", w.wanted, w.call.is(RUNNING));
  }

  private static WrongModule entry(String mistake, String expected, Table wrong, Table right) {
    return new WrongModule(mistake, Finder.BUILD, expected,
        Trial.call(() -> wrong.build(new Words())), Trial.call(() -> right.build(new Words())));
  }
}
