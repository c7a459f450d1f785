package dev.goalkeeper.bench.ycsb;

import java.util.SplittableRandom;

/// Which record an operation is about: the distributions of Cooper et al., section 4.1.
public enum Choice {
  /// All alike.
  UNIFORM {
    @Override
    long next(SplittableRandom chance, Range range) {
      return chance.nextLong(range.known());
    }
  },
  /// A few are wanted again and again, and lie anywhere among the others: ranks out of ten billion
  /// are scattered by a hash, so that which are popular does not depend on how many there are. The
  /// most popular one gets 3.8 % of all requests.
  ZIPFIAN {
    @Override
    long next(SplittableRandom chance, Range range) {
      long number = Fnv.hash(Zipf.rank(chance, RANKS)) % range.expected();
      // One that is not there yet is stood in for.
      return number < range.known() ? number : number % range.known();
    }
  },
  /// The later it was inserted the more it is wanted.
  LATEST {
    @Override
    long next(SplittableRandom chance, Range range) {
      return range.known() - Zipf.rank(chance, range.known());
    }
  };

  /// As YCSB has it.
  private static final long RANKS = 10_000_000_000L;

  /// Records that there are: those from 0 on.
  ///
  /// @param known so many are in the table
  /// @param expected so many will be when the workload has ended
  record Range(long known, long expected) {}

  /// The number of a record, below `known`.
  abstract long next(SplittableRandom chance, Range range);
}
