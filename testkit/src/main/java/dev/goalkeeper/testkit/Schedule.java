package dev.goalkeeper.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which of the things that may happen in one run do: messages that get lost, processes that die,
/// also requests that are made. The run asks each time, so that of a run that failed all can be
/// left out that is not needed ([Shrinker]).
///
/// For one run, in one thread. A run that draws chance for an incident draws it whether or not the
/// incident may happen: else what is left out changes all that is drawn after it.
public final class Schedule {
  private final boolean drawn;
  private final Set<Incident> kept;
  private final Map<String, Long> asked = new HashMap<>();
  private final Map<Incident, String> happened = new LinkedHashMap<>();
  private @Nullable Incident last;

  private Schedule(boolean drawn, Set<Incident> kept) {
    this.drawn = drawn;
    this.kept = kept;
  }

  /// Whatever the run draws happens.
  public static Schedule drawn() {
    return new Schedule(true, Set.of());
  }

  /// These happen, and nothing else, whatever the run draws.
  public static Schedule only(List<Incident> kept) {
    return new Schedule(false, new HashSet<>(kept));
  }

  /// Whether an incident of that kind happens now.
  ///
  /// @param chance whether it is drawn
  public boolean happens(String kind, boolean chance) {
    long nth = asked.getOrDefault(kind, 0L) + 1;
    asked.put(kind, nth);
    last = null;
    if (drawn && !chance) {
      return false;
    }
    var incident = new Incident(kind, nth);
    if (!drawn && !kept.contains(incident)) {
      return false;
    }
    last = incident;
    happened.put(incident, kind);
    return true;
  }

  /// Says what the incident that was asked for last is, for people, if it happens. Left alone as
  /// long as all that is drawn happens: there are too many then for anyone to read.
  public void tell(Supplier<String> words) {
    Incident told = last;
    if (!drawn && told != null) {
      happened.put(told, words.get());
    }
  }

  /// Whether whatever is drawn happens, and not what somebody chose.
  public boolean takesAll() {
    return drawn;
  }

  /// What has happened so far, in order.
  public List<Incident> happened() {
    return new ArrayList<>(happened.keySet());
  }

  /// The same in words, as far as they were said.
  public List<String> lines() {
    return new ArrayList<>(happened.values());
  }
}
