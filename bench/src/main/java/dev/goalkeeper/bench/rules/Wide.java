package dev.goalkeeper.bench.rules;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Literal;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A task of thirty rows over sixteen clauses: which of fourteen facts holds first, if any, and
/// whether one of two more does. All of them fire.
final class Wide extends Task<Wide> {
  static final int RANKS = 14;
  static final int ROWS = 2 * (RANKS + 1);

  /// Rows of all ranks, alike often, in an order without a pattern; the facts behind the first are
  /// noise.
  static final int[] ROUND = round();

  private static final Rules<Wide> RULES = table();

  private final Bits bits;

  Wide(int start) {
    bits = new Bits(ROUND, start);
  }

  @Override
  protected Rules<Wide> rules() {
    return RULES;
  }

  private void next() {
    bits.next();
  }

  private static Rules<Wide> table() {
    var clauses = Clauses.of(Wide.class);
    var facts = new ArrayList<Fact<Wide>>();
    for (int i = 0; i < RANKS + 2; i++) {
      int bit = 1 << i;
      facts.add(clauses.local("fact " + i, wide -> wide.bits.has(bit)));
    }
    var rows = clauses.rules();
    var none = new ArrayList<Literal<Wide>>();
    for (int rank = 0; rank <= RANKS; rank++) {
      List<Literal<Wide>> group = new ArrayList<>(none);
      if (rank < RANKS) {
        group.add(facts.get(rank));
        none.add(facts.get(rank).not());
      }
      Fact<Wide> more = facts.get(RANKS + rank % 2);
      rows.given(group.toArray(Arrays.copyOf(array(), group.size())))
          .rule("A" + rank, Wide::next, more)
          .rule("B" + rank, Wide::next, more.not());
    }
    return rows.build();
  }

  @SafeVarargs
  private static Literal<Wide>[] array(Literal<Wide>... literals) {
    return literals;
  }

  private static int[] round() {
    var round = new int[1 << 8];
    int seed = 1;
    for (int i = 0; i < round.length; i++) {
      seed = seed * 1_664_525 + 1_013_904_223;
      int rank = (seed >>> 16) % (RANKS + 1);
      int all = (1 << RANKS) - 1;
      int behind = (seed >>> 8) & all & -(1 << rank);
      int first = rank < RANKS ? 1 << rank : 0;
      round[i] = behind | first | (((seed >>> 5) & 0b11) << RANKS);
    }
    return round;
  }
}
