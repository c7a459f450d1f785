package dev.goalkeeper.bench.ycsb;

import java.util.SplittableRandom;

/// Ranks by Zipf's law: of `n`, the rank `k` comes with a probability of `k^-0.99` over the sum of
/// those of all ranks. 0.99 is the constant of Cooper et al. (SoCC 2010, section 4.1).
///
/// Drawn by rejection-inversion (Hörmann and Derflinger, 1996): exact for every `n`, which may be
/// another one each time, and without a table or a sum over all ranks. (What YCSB itself uses, from
/// Gray et al., is exact for the first two ranks alone, and sums anew where `n` grows.)
///
/// The area below `x^-0.99` is cut into bars, one a rank. A place in the area up to `n + 1/2` is
/// drawn, and the rank that it lies at is taken if the place is in the rank's bar.
final class Zipf {
  /// How unequal the ranks are; above 0, not 1.
  static final double CONSTANT = 0.99;

  private static final double FIRST = area(1.5) - 1;

  /// A place so near below its rank is in the rank's bar for certain.
  private static final double SURELY = 2 - placeOf(area(2.5) - height(2));

  private Zipf() {}

  /// A rank from 1 to `n`.
  static long rank(SplittableRandom chance, long n) {
    double last = area(n + 0.5);
    while (true) { // three of four draws are taken, whatever n is
      double drawn = last + chance.nextDouble() * (FIRST - last);
      double place = placeOf(drawn);
      long rank = Math.clamp(Math.round(place), 1, n);
      if (rank - place <= SURELY || drawn >= area(rank + 0.5) - height((double) rank)) {
        return rank;
      }
    }
  }

  private static double height(double x) {
    return Math.pow(x, -CONSTANT);
  }

  /// Below the curve, up to x, from 1.
  private static double area(double x) {
    return Math.expm1((1 - CONSTANT) * Math.log(x)) / (1 - CONSTANT);
  }

  /// Up to where the area is that.
  private static double placeOf(double area) {
    return Math.exp(Math.log1p(area * (1 - CONSTANT)) / (1 - CONSTANT));
  }
}
