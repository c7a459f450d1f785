package dev.goalkeeper.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Several subjects under several loads, measured in turns: what the machine does besides meets all
/// of them alike, and their ratios hold although the numbers do not.
public final class Contest {
  private final List<Entry> entries = new ArrayList<>();
  private final Duration turn;

  /// A subject under a load, and how it did in each round.
  private static final class Form {
    private final Subject subject;
    private final List<Sample> samples = new ArrayList<>();

    private Form(Subject subject) {
      this.subject = subject;
    }

    private Sample median() {
      return Sample.median(samples);
    }
  }

  /// A load, under ways to do the same.
  public static final class Entry {
    private final List<Form> forms;
    private final Load load;

    private Entry(List<Form> forms, Load load) {
      this.forms = forms;
      this.load = load;
    }

    private void call(Duration turn, boolean counts) {
      for (Form form : forms) {
        Sample sample = form.subject.call(load, turn);
        if (counts) {
          form.samples.add(sample);
        }
      }
    }

    /// Over all rounds, of the way that did most in a second. Which that is, is not asked before:
    /// a short look at processes that are not warm yet chose the slower one as often as not.
    public Sample median() {
      return forms.stream()
          .map(Form::median)
          .max(Comparator.comparingDouble(Sample::perSecond))
          .orElseThrow();
    }
  }

  /// Hears how far it has come.
  @FunctionalInterface
  public interface Progress {
    void turns(int done, int all);
  }

  /// @param turn how long one subject calls under one load at a time
  public Contest(Duration turn) {
    this.turn = turn;
  }

  /// Enters a subject, or several ways to do the same of which the fastest counts.
  public Entry add(Load load, Subject... ways) {
    var entry = new Entry(Stream.of(ways).map(Form::new).toList(), load);
    entries.add(entry);
    return entry;
  }

  /// Lets everyone call without counting, then in so many rounds.
  public void run(int warmUps, int rounds, Progress progress) {
    int all = (warmUps + rounds) * entries.stream().mapToInt(entry -> entry.forms.size()).sum();
    int done = 0;
    for (int round = 0; round < warmUps + rounds; round++) {
      for (Entry entry : entries) {
        progress.turns(done, all);
        entry.call(turn, round >= warmUps);
        done += entry.forms.size();
      }
    }
  }
}
