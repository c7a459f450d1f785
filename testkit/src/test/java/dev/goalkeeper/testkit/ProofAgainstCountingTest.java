package dev.goalkeeper.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Literal;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.RulesBuilder;
import dev.goalkeeper.pools.RulesError;
import dev.goalkeeper.pools.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The proof of a table against plain counting: random rows over a few clauses, every combination
/// of values visited one by one.
class ProofAgainstCountingTest {
  private static final int CLAUSES = 4;
  private static final int CASES = 1 << CLAUSES;

  /// A row as the clauses that it demands, and their values.
  private record Part(int clauses, int values) {
    boolean covers(int state) {
      return (state & clauses) == values;
    }
  }

  /// One clause's value brings another's.
  private record Promise(int cause, boolean causeValue, int effect, boolean effectValue) {
    boolean keeps(int state) {
      return has(state, cause) != causeValue || has(state, effect) == effectValue;
    }
  }

  private static final class Thing extends Task<Thing> {
    @Override
    protected Rules<Thing> rules() {
      throw new IllegalStateException("only its tables are looked at");
    }
  }

  @Seeds(to = 2_000)
  void tableBuildsIfAndOnlyIfEveryCaseHasExactlyOneRow(SplittableRandom random) {
    List<Promise> promises = promises(random);
    List<Part> parts = random.nextInt(4) == 0 ? randomParts(random) : split(random);
    assertThat(complaints(parts, promises)).containsExactlyInAnyOrderElementsOf(
        counted(parts, promises));
  }

  /// Which sorts of complaints the proof has.
  private static List<String> complaints(List<Part> parts, List<Promise> promises) {
    var clauses = Clauses.of(Thing.class);
    List<Fact<Thing>> facts = new ArrayList<>();
    for (int i = 0; i < CLAUSES; i++) {
      facts.add(clauses.cell("c" + i));
    }
    promises.forEach(promise -> clauses.implies(
        literal(facts, promise.cause(), promise.causeValue()),
        literal(facts, promise.effect(), promise.effectValue())));
    RulesBuilder<Thing> table = clauses.rules();
    facts.forEach(table::exports);
    for (Part part : parts) {
      table.given(condition(facts, part)).goal("G" + part);
    }
    try {
      table.build();
      return List.of();
    } catch (RulesError refused) {
      return sorts(refused.toString());
    }
  }

  private static List<String> sorts(String message) {
    return message.lines().skip(1).map(line -> line.strip().replaceFirst(":.*", ""))
        .distinct().toList();
  }

  /// Which sorts it has to have. Dead rows are looked for in tables that are sound otherwise.
  private static List<String> counted(List<Part> parts, List<Promise> promises) {
    List<Integer> possible = new ArrayList<>();
    for (int state = 0; state < CASES; state++) {
      int each = state;
      if (promises.stream().allMatch(promise -> promise.keeps(each))) {
        possible.add(state);
      }
    }
    List<String> sorts = new ArrayList<>();
    if (possible.stream().anyMatch(state -> covering(parts, state) == 0)) {
      sorts.add("hole");
    }
    if (possible.stream().anyMatch(state -> covering(parts, state) > 1)) {
      sorts.add("overlap");
    }
    boolean dead = parts.stream().anyMatch(part -> possible.stream().noneMatch(part::covers));
    return sorts.isEmpty() && dead ? List.of("dead") : sorts;
  }

  private static long covering(List<Part> parts, int state) {
    return parts.stream().filter(part -> part.covers(state)).count();
  }

  /// Rows that split all cases between them, some of them spoilt.
  private static List<Part> split(SplittableRandom random) {
    List<Part> parts = new ArrayList<>(List.of(new Part(0, 0)));
    for (int i = 0; i < 6; i++) {
      Part part = parts.remove(random.nextInt(parts.size()));
      int clause = 1 << random.nextInt(CLAUSES);
      if ((part.clauses() & clause) != 0) {
        parts.add(part);
      } else {
        parts.add(new Part(part.clauses() | clause, part.values()));
        parts.add(new Part(part.clauses() | clause, part.values() | clause));
      }
    }
    if (random.nextInt(3) == 0) {
      parts.remove(random.nextInt(parts.size()));
    }
    return parts.stream().distinct().toList();
  }

  private static List<Part> randomParts(SplittableRandom random) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      int clauses = random.nextInt(CASES);
      parts.add(new Part(clauses, clauses & random.nextInt(CASES)));
    }
    return parts.stream().distinct().toList();
  }

  private static List<Promise> promises(SplittableRandom random) {
    List<Promise> promises = new ArrayList<>();
    for (int i = 0; i < random.nextInt(3); i++) {
      int cause = random.nextInt(CLAUSES);
      int effect = (cause + 1 + random.nextInt(CLAUSES - 1)) % CLAUSES;
      promises.add(new Promise(cause, random.nextBoolean(), effect, random.nextBoolean()));
    }
    return promises;
  }

  private static Literal<Thing>[] condition(List<Fact<Thing>> facts, Part part) {
    List<Literal<Thing>> condition = new ArrayList<>();
    for (int i = 0; i < CLAUSES; i++) {
      if (has(part.clauses(), i)) {
        condition.add(literal(facts, i, has(part.values(), i)));
      }
    }
    return condition.toArray(array());
  }

  private static Literal<Thing> literal(List<Fact<Thing>> facts, int clause, boolean value) {
    Fact<Thing> fact = facts.get(clause);
    return value ? fact : fact.not();
  }

  @SafeVarargs
  private static Literal<Thing>[] array(Literal<Thing>... literals) {
    return literals;
  }

  private static boolean has(int bits, int bit) {
    return (bits >> bit & 1) != 0;
  }
}
