package dev.goalkeeper.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Leaves out of a failing run whatever it fails without (delta debugging, after Zeller and
/// Hildebrandt): all at once, then kind by kind, then ever smaller parts of what is left.
///
/// A run without some of its incidents is another run, and may fail in another way: the trial
/// decides what counts as the same.
public final class Shrinker {
  private final Trial trial;
  private final int runsMax;
  private List<Incident> left;
  private Schedule failed;
  private int runs;

  /// Runs once more.
  @FunctionalInterface
  public interface Trial {
    /// Whether the run fails in the same way with this schedule.
    boolean fails(Schedule schedule);
  }

  private Shrinker(List<Incident> all, Trial trial, int runsMax) {
    this.left = all;
    this.trial = trial;
    this.runsMax = runsMax;
    this.failed = Schedule.only(all);
  }

  /// Shrinks what has happened in a run that failed.
  ///
  /// @param runsMax after so many runs it takes what there is
  /// @throws IllegalStateException if the same incidents do not fail again
  public static Shrunk shrink(List<Incident> happened, Trial trial, int runsMax) {
    var shrinker = new Shrinker(List.copyOf(happened), trial, runsMax);
    if (!shrinker.failsWith(happened)) {
      throw new IllegalStateException("it does not fail again with the same " + happened.size()
          + " incidents: not everything in it follows from its seed and its schedule");
    }
    boolean smallest = shrinker.shrunk();
    return new Shrunk(shrinker.failed, happened.size(), smallest, shrinker.runs);
  }

  /// True if it was not cut short.
  private boolean shrunk() {
    if (failsWith(List.of())) {
      return true;
    }
    List<String> kinds = kinds();
    for (String kind : kinds.size() > 1 ? kinds : List.<String>of()) {
      failsWith(left.stream().filter(incident -> !incident.kind().equals(kind)).toList());
    }
    int parts = 2;
    while (left.size() > 1 && runs < runsMax) {
      parts = Math.min(parts, left.size());
      if (failsWithoutOneOf(parts)) {
        parts = Math.max(parts - 1, 2);
      } else if (parts == left.size()) {
        return true;
      } else {
        parts *= 2;
      }
    }
    return left.size() <= 1;
  }

  private List<String> kinds() {
    var kinds = new LinkedHashSet<String>();
    left.forEach(incident -> kinds.add(incident.kind()));
    return List.copyOf(kinds);
  }

  /// The last part first: what came last is needed least.
  private boolean failsWithoutOneOf(int parts) {
    List<Incident> all = left;
    for (int part = parts - 1; part >= 0; part--) {
      int from = part * all.size() / parts;
      int to = (part + 1) * all.size() / parts;
      var others = new ArrayList<>(all.subList(0, from));
      others.addAll(all.subList(to, all.size()));
      if (failsWith(others)) {
        return true;
      }
    }
    return false;
  }

  /// Runs with these; if that fails, goes on with those of them that have happened.
  private boolean failsWith(List<Incident> kept) {
    if (runs >= runsMax) {
      return false;
    }
    runs++;
    var schedule = Schedule.only(kept);
    if (!trial.fails(schedule)) {
      return false;
    }
    left = schedule.happened();
    failed = schedule;
    return true;
  }
}
