package dev.goalkeeper.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Several subjects under several loads, measured in turns: what the machine does besides meets all
/// of them alike, and their ratios hold although the numbers do not.
public final class Contest {
  private final List<Entry> entries = new ArrayList<>();
  private final Duration turn;

  /// A subject under a load, and how it did in each round.
  public static final class Entry {
    private final Subject subject;
    private final Load load;
    private final List<Sample> samples = new ArrayList<>();

    private Entry(Subject subject, Load load) {
      this.subject = subject;
      this.load = load;
    }

    /// Over all rounds.
    public Sample median() {
      return Sample.median(samples);
    }
  }

  /// Hears how far it has come.
  @FunctionalInterface
  public interface Progress {
    void turns(int done, int all);
  }

  /// @param turn how long one subject writes under one load at a time
  public Contest(Duration turn) {
    this.turn = turn;
  }

  public Entry add(Subject subject, Load load) {
    var entry = new Entry(subject, load);
    entries.add(entry);
    return entry;
  }

  /// Lets everyone write without counting, then in so many rounds.
  public void run(int warmUps, int rounds, Progress progress) {
    int all = (warmUps + rounds) * entries.size();
    int done = 0;
    for (int round = 0; round < warmUps + rounds; round++) {
      for (Entry entry : entries) {
        progress.turns(done++, all);
        Sample sample = entry.subject.write(entry.load, turn);
        if (round >= warmUps) {
          entry.samples.add(sample);
        }
      }
    }
  }

  /// The one of two ways to do the same that is faster under this load, after a short look at both.
  public static Subject faster(Subject one, Subject other, Load load, Duration look) {
    Contest contest = new Contest(look);
    Entry first = contest.add(one, load);
    Entry second = contest.add(other, load);
    contest.run(1, 3, (_, _) -> {});
    return Stream.of(first, second)
        .max((a, b) -> Double.compare(a.median().perSecond(), b.median().perSecond()))
        .map(entry -> entry.subject)
        .orElseThrow();
  }
}
