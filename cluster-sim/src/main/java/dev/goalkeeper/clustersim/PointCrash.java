package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.FiringPoint;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import java.util.List;
import java.util.function.Consumer;

/// A crash of whichever process comes to a certain point of a run; happens once, or never.
final class PointCrash {
  private final List<FiringPoint> points;
  private final boolean planned;
  private boolean happened;

  private PointCrash(List<FiringPoint> points, boolean planned) {
    this.points = points;
    this.planned = planned;
  }

  /// No crash, and none is planned.
  static PointCrash none() {
    return new PointCrash(List.of(), false);
  }

  /// One is planned and never comes: a run up to the point, for one that looks for it.
  static PointCrash never() {
    return new PointCrash(List.of(), true);
  }

  static PointCrash at(FiringPoint point) {
    return new PointCrash(List.of(point), true);
  }

  /// True if a cluster has to have room for it.
  boolean planned() {
    return planned;
  }

  /// The option of the command that makes it happen; empty if there is none.
  String option() {
    return points.stream()
        .map(point -> "--crash " + point.moment() + ":" + point.table() + ":" + point.row() + ":"
            + point.nth() + " ")
        .findFirst().orElse("");
  }

  /// True once the point was reached.
  boolean happened() {
    return happened;
  }

  /// @param end ends the process of a pool
  void arm(SimulatedWorld world, Consumer<Pool> end) {
    points.forEach(at -> world.at(at, pool -> true, pool -> {
      happened = true;
      end.accept(pool);
    }));
  }
}
