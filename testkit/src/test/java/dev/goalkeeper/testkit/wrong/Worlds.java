package dev.goalkeeper.testkit.wrong;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import java.util.List;
import java.util.function.Consumer;

/// Mistakes that show when tasks run: a simulated world ends with them.
final class Worlds {
  private Worlds() {}

  /// Looks at a level that somebody sets: a cell that it names, or a field that it does not.
  private static final class Gauge extends Task<Gauge> {
    static final Clauses<Gauge> C = Clauses.of(Gauge.class);
    static final CellClause<Gauge> HIGH = C.cell("high");
    static final Fact<Gauge> OVER = C.fact("over", gauge -> gauge.level > 2 || gauge.high.get(),
        HIGH);
    static final Rules<Gauge> RULES =
        C.rules().waits("W", OVER.not()).goal("G", OVER).exports(HIGH).build();

    final Cell<Boolean> high = cell(HIGH, false);
    int level;

    @Override
    protected Rules<Gauge> rules() {
      return RULES;
    }
  }

  /// Promises two things that its users can break.
  private static final class Oven extends Task<Oven> {
    static final Clauses<Oven> C = Clauses.of(Oven.class);
    static final CellClause<Oven> SHUT = C.cell("shut");
    static final CellClause<Oven> LIT = C.cell("lit");
    static final CellClause<Oven> GAS = C.cell("gas");
    static final Rules<Oven> RULES = C
        .implies(LIT, GAS)
        .never("burns behind a shut door", SHUT, LIT)
        .rules()
        .goal("G1", LIT)
        .waits("W", LIT.not(), SHUT)
        .goal("G2", LIT.not(), SHUT.not())
        .exports(GAS)
        .build();

    final Cell<Boolean> shut = cell(SHUT, false);
    final Cell<Boolean> lit = cell(LIT, false);
    final Cell<Boolean> gas = cell(GAS, true);

    @Override
    protected Rules<Oven> rules() {
      return RULES;
    }
  }

  static List<WrongModule> all() {
    return List.of(
        entry("a fact reads a field that it does not name", "missed wake-up: Gauge 1 sleeps on W",
            gauge(gauge -> gauge.level = 3), gauge(gauge -> gauge.high.set(true))),
        entry("somebody else writes local state",
            "tally: somebody else wrote state that it declares local",
            tally(1, tally -> tally.level = 1, true), tally(1, tally -> {}, true)),
        entry("a rule leaves its own condition true", "hot: tally R1 leaves what it is stated over",
            busy(tally -> { }), busy(tally -> tally.level++)),
        entry("a long list is worked off in silence", "hot: tally R1",
            busy(5_000, tally -> tally.level++),
            busy(5_000, tally -> {
              tally.level++;
              tally.says();
            })),
        entry("an implication is broken", "breaks 'lit implies gas'",
            oven(oven -> {
              oven.lit.set(true);
              oven.gas.set(false);
            }),
            oven(oven -> oven.lit.set(true))),
        entry("what should never be comes about",
            "is where it should never be, 'burns behind a shut door'",
            oven(oven -> {
              oven.lit.set(true);
              oven.shut.set(true);
            }),
            oven(oven -> oven.shut.set(true))));
  }

  private static Consumer<Pool> gauge(Consumer<Gauge> change) {
    return pool -> {
      var gauge = new Gauge();
      pool.add(gauge);
      later(pool, () -> change.accept(gauge));
    };
  }

  private static Consumer<Pool> oven(Consumer<Oven> change) {
    return pool -> {
      var oven = new Oven();
      pool.add(oven);
      later(pool, () -> change.accept(oven));
    };
  }

  private static Consumer<Pool> tally(int max, Consumer<Tally> change, boolean wakes) {
    return pool -> {
      var tally = new Tally(max, false, each -> each.level++);
      pool.add(tally);
      later(pool, () -> {
        change.accept(tally);
        tally.wanted.set(wakes);
      });
    };
  }

  private static Consumer<Pool> busy(Consumer<Tally> action) {
    return busy(3, action);
  }

  private static Consumer<Pool> busy(int max, Consumer<Tally> action) {
    return pool -> pool.add(new Tally(max, true, action));
  }

  /// After the tasks have come to rest for the first time.
  private static void later(Pool pool, Runnable change) {
    pool.world().offload(() -> pool.event("change", change));
  }

  private static WrongModule entry(
      String mistake, String expected, Consumer<Pool> wrong, Consumer<Pool> right) {
    return new WrongModule(
        mistake, Finder.SIMULATION, expected, Trial.simulated(wrong), Trial.simulated(right));
  }
}
