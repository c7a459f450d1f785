package dev.goalkeeper.clustersim;

import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What goes wrong in one run: its schedule decides, and whatever happens is counted.
final class Faults {
  private static final double NANOS_PER_MILLI = 1e6;

  private final LongSupplier nanos;
  private final Trial trial;
  private final FaultCounts counts;

  /// @param nanos what time it is
  /// @param possible which faults there may be
  Faults(LongSupplier nanos, Trial trial, List<Fault> possible) {
    this.nanos = nanos;
    this.trial = trial;
    this.counts = FaultCounts.of(possible);
  }

  /// Whatever is drawn happens, and nobody asks what that was.
  static Faults none() {
    return new Faults(() -> 0, Trial.of(0), List.of());
  }

  FaultCounts counts() {
    return counts;
  }

  /// Whether a fault strikes now; if so, it is counted.
  ///
  /// @param drawn whether chance has it so
  /// @param whom for people
  boolean strikes(Fault fault, boolean drawn, Supplier<String> whom) {
    boolean struck = happens(fault.name(), drawn, whom);
    if (struck) {
      counts.happened(fault);
    }
    return struck;
  }

  /// Whether something that is no fault happens now, and might be left out.
  boolean happens(String what, boolean drawn, Supplier<String> whom) {
    boolean happens = trial.schedule().happens(what, drawn);
    if (happens) {
      Supplier<String> words = () -> what + ": " + whom.get();
      trial.schedule().tell(() -> line(words.get()));
      tell(words);
    }
    return happens;
  }

  /// A fault that follows from others, or from what the scenario is.
  void followed(Fault fault, Supplier<String> whom) {
    counts.happened(fault);
    tell(() -> fault + ": " + whom.get());
  }

  /// Something that is no fault, for whoever listens to the story.
  void tell(Supplier<String> words) {
    if (trial.heard()) {
      trial.story().accept(line(words.get()));
    }
  }

  private String line(String words) {
    return String.format(Locale.ROOT, "%,12.3f ms  %s",
        nanos.getAsLong() / NANOS_PER_MILLI, words);
  }
}
