package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How tablets are spread over servers, and what it takes until all have about as many objects: the
/// fullest gives to the emptiest, whole tablets where they fit, else a part of one.
///
/// A plan is from what is now: whoever is stopped half way makes another one.
final class Balance {
  /// All are within this share of the mean, in percent, when it is over.
  static final int SLACK_PERCENT = 10;

  /// Steps of one plan: far more than a cluster needs that can have a few thousand tablets.
  private static final int STEPS_MAX = 1_000;

  private static final int PERCENT = 100;

  private final SortedMap<ServerId, List<Part>> parts = new TreeMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final long mean;

  /// A tablet, and what is in it.
  ///
  /// @param objects about how many
  record Part(String table, long firstHash, long lastHash, long objects) {
    /// The upper piece, which has about so many of them.
    private Part upper(long wanted) {
      double share = (double) wanted / objects;
      double half = (double) ((lastHash - firstHash) >>> 1);
      long width = (long) (half * share) << 1; // unsigned, as hashes are
      return new Part(table, width == 0 ? lastHash : lastHash - width + 1, lastHash, wanted);
    }

    private Part below(Part upper) {
      return new Part(table, firstHash, upper.firstHash - 1, objects - upper.objects);
    }
  }

  /// One thing to do.
  sealed interface Step {
    /// That tablet is divided, so that one begins at the hash.
    record Split(String table, long hash) implements Step {
      @Override
      public String toString() {
        return "divide '%s' at %016x".formatted(table, hash);
      }
    }

    /// The tablet that has the hash goes to a server.
    record Move(String table, long hash, ServerId from, ServerId to, long objects)
        implements Step {
      @Override
      public String toString() {
        return "move '%s' from %016x on, about %,d objects, from %s to %s"
            .formatted(table, hash, objects, from, to);
      }
    }
  }

  private Balance(Map<ServerId, List<Part>> now) {
    now.forEach((server, tablets) -> parts.put(server, new ArrayList<>(tablets)));
    long all = parts.keySet().stream().mapToLong(this::load).sum();
    this.mean = all / Math.max(1, parts.size());
  }

  /// What to do, in this order; nothing if all is well.
  ///
  /// @param now the tablets of every server that may have some
  static List<Step> plan(Map<ServerId, List<Part>> now) {
    var balance = new Balance(now);
    boolean more = true;
    while (more && balance.steps.size() < STEPS_MAX) {
      more = balance.step();
    }
    return List.copyOf(balance.steps);
  }

  /// Returns whether there was something to do.
  private boolean step() {
    if (parts.size() < 2) {
      return false;
    }
    Comparator<ServerId> byLoad = Comparator.comparingLong(this::load);
    ServerId from = parts.keySet().stream().max(byLoad).orElseThrow();
    ServerId to = parts.keySet().stream().min(byLoad).orElseThrow();
    long gap = Math.min(load(from) - mean, mean - load(to));
    if ((load(from) - load(to)) * PERCENT <= mean * SLACK_PERCENT || gap <= 0) {
      return false;
    }
    Optional<Part> whole = of(from).stream()
        .filter(part -> part.objects() <= gap && part.objects() * 2 >= gap)
        .max(Comparator.comparingLong(Part::objects));
    Optional<Part> chosen = whole.or(() -> divided(from, gap));
    chosen.ifPresent(part -> move(part, from, to));
    return chosen.isPresent();
  }

  /// A part of the largest tablet, or a small one if none is large enough.
  private Optional<Part> divided(ServerId from, long gap) {
    Part largest = of(from).stream()
        .max(Comparator.comparingLong(Part::objects)).orElseThrow();
    if (largest.objects() <= gap || largest.firstHash() == largest.lastHash()) {
      return Optional.of(largest).filter(part -> part.objects() > 0 && part.objects() <= gap);
    }
    Part upper = largest.upper(gap);
    of(from).remove(largest);
    of(from).add(largest.below(upper));
    of(from).add(upper);
    steps.add(new Step.Split(upper.table(), upper.firstHash()));
    return Optional.of(upper);
  }

  private void move(Part part, ServerId from, ServerId to) {
    of(from).remove(part);
    of(to).add(part);
    steps.add(new Step.Move(part.table(), part.firstHash(), from, to, part.objects()));
  }

  private long load(ServerId server) {
    return of(server).stream().mapToLong(Part::objects).sum();
  }

  private List<Part> of(ServerId server) {
    return Objects.requireNonNull(parts.get(server));
  }
}
