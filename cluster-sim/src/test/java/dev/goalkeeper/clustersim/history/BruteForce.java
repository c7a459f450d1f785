package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Versions;
import java.util.ArrayList;
import java.util.List;

/// Tries every order of a few operations, every choice of those that were done, and every version
/// that a store may give up to a bound. It shares nothing with the checkers but the operations.
final class BruteForce {
  private final int versionsMax;

  /// @param version of what is there; of what was there last, if it is absent; 0 before everything
  private record State(boolean present, long version, long value) {}

  /// @param versionsMax above all that the history tells, and its writes may have made
  BruteForce(int versionsMax) {
    this.versionsMax = versionsMax;
  }

  boolean possible(List<Operation> operations) {
    return possible(operations, new State(false, 0, 0));
  }

  private boolean possible(List<Operation> left, State now) {
    if (left.stream().allMatch(each -> each.answer() instanceof Answer.Unknown)) {
      return true;
    }
    for (Operation first : left) {
      boolean tooEarly = left.stream().anyMatch(each -> each.ended() < first.begun());
      if (tooEarly) {
        continue;
      }
      var rest = new ArrayList<>(left);
      rest.remove(first);
      for (State next : after(first, now)) {
        if (possible(rest, next)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<State> after(Operation operation, State now) {
    long there = now.present() ? now.version() : Versions.ABSENT;
    boolean met = operation.action().found().holds(there);
    return switch (operation.answer()) {
      case Answer.NotDone _ -> List.of(now);
      case Answer.Mismatch(long version) ->
          met || version != there ? List.of() : List.of(now);
      case Answer.Unknown _ -> met ? done(operation.action(), now) : List.of(now);
      case Answer.Absent _ -> now.present() ? List.of() : List.of(now);
      case Answer.Found(long version, long value) ->
          now.equals(new State(true, version, value)) ? List.of(now) : List.of();
      case Answer.Wrote(long version) when met -> done(operation.action(), now).stream()
          .filter(next -> next.version() == version).toList();
      case Answer.Counted(long version, long value) when met ->
          done(operation.action(), now).stream()
              .filter(next -> next.version() == version && next.value() == value).toList();
      case Answer.Took(long version) when met && now.present() && now.version() == version ->
          done(operation.action(), now);
      case Answer.Wrote _, Answer.Counted _, Answer.Took _ -> List.of();
    };
  }

  private List<State> done(Action action, State now) {
    return switch (action) {
      case Action.Read _ -> List.of(now);
      case Action.Remove _ -> List.of(new State(false, now.version(), 0));
      case Action.Write(long value, Condition _) -> made(now, value);
      case Action.Increment(long by, Condition _) -> made(now, now.value() + by);
    };
  }

  private List<State> made(State now, long value) {
    var all = new ArrayList<State>();
    long most = now.present() ? now.version() + 1 : versionsMax;
    for (long version = now.version() + 1; version <= most; version++) {
      all.add(new State(true, version, value));
    }
    return all;
  }
}
