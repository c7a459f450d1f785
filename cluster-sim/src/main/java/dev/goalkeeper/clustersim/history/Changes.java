package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Versions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which operation made, and which took, each version of a key, and what its value was, as far as
/// anybody was told. A write whose outcome is unknown has made the version in which its value was
/// found, unless an increment of unknown outcome may have.
final class Changes {
  private final Map<Long, Operation> writes = new HashMap<>();
  private final NavigableMap<Long, Operation> makers = new TreeMap<>();
  private final NavigableMap<Long, Operation> takers = new TreeMap<>();
  private final NavigableSet<Long> versions = new TreeSet<>();
  private final Map<Long, Long> values = new HashMap<>();
  private final Map<Operation, Long> made = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private boolean unknownIncrements;

  /// @throws IllegalArgumentException if two writes have the same value
  Changes(List<Operation> operations) {
    operations.forEach(this::take);
    operations.forEach(this::find);
    operations.forEach(this::expect);
  }

  /// What cannot be: two makers of a version, a value that nobody wrote.
  List<String> wrong() {
    return wrong;
  }

  /// Every version that there has certainly been, whoever made it.
  NavigableSet<Long> versions() {
    return versions;
  }

  @Nullable Operation maker(long version) {
    return makers.get(version);
  }

  /// The value of a version, if anybody was told.
  OptionalLong value(long version) {
    Long value = values.get(version);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  boolean taken(long version) {
    return takers.containsKey(version);
  }

  /// The version that an operation has certainly made; 0 if it may have made none.
  long madeBy(Operation operation) {
    return made.getOrDefault(operation, 0L);
  }

  private void take(Operation operation) {
    if (operation.action() instanceof Action.Write write) {
      Operation other = writes.put(write.value(), operation);
      if (other != null) {
        throw new IllegalArgumentException("two writes of one value: " + other + ", " + operation);
      }
    }
    unknownIncrements |= operation.unknown() && operation.action() instanceof Action.Increment;
    switch (operation.answer()) {
      case Answer.Wrote(long version) -> makes(version, operation);
      case Answer.Counted(long version, long _) -> makes(version, operation);
      case Answer.Took(long version) -> takes(version, operation);
      case Answer.Mismatch(long version) -> misses(version, operation);
      case Answer.Found _, Answer.Absent _, Answer.NotDone _, Answer.Unknown _ -> { }
    }
  }

  private void makes(long version, Operation maker) {
    versions.add(version);
    Operation other = makers.put(version, maker);
    if (other != null && !other.equals(maker)) {
      wrong.add("both made version " + version + ": " + other + ", " + maker);
    }
    Long earlier = made.put(maker, version);
    if (earlier != null && earlier != version) {
      wrong.add("made versions " + earlier + " and " + version + ": " + maker);
    }
    value(maker).ifPresent(value -> values.put(version, value));
  }

  private void takes(long version, Operation operation) {
    versions.add(version);
    Operation other = takers.put(version, operation);
    if (other != null) {
      wrong.add("both took version " + version + ": " + other + ", " + operation);
    }
    if (!operation.action().found().holds(version)) {
      wrong.add("took another version than it had to: " + operation);
    }
  }

  private void misses(long version, Operation operation) {
    if (version != Versions.ABSENT) {
      versions.add(version);
    }
    if (operation.action().found().holds(version)) {
      wrong.add("missed what is there: " + operation);
    }
  }

  private void find(Operation operation) {
    if (operation.answer() instanceof Answer.Found(long version, long value)) {
      versions.add(version);
      Long known = values.putIfAbsent(version, value);
      if (known != null && known != value) {
        wrong.add("found another value than version " + version + " has: " + operation);
      }
      // Once an increment may have made it, a value does not tell who has.
      if (makers.get(version) == null && !unknownIncrements) {
        attribute(operation, version, writes.get(value));
      }
    }
  }

  private void attribute(Operation found, long version, @Nullable Operation write) {
    if (write == null) {
      wrong.add("found a value that nobody wrote: " + found);
    } else if (write.answer() instanceof Answer.Wrote || write.unknown()) {
      makes(version, write);
    } else {
      wrong.add("found what was not done: " + found + ", " + write);
    }
  }

  private void expect(Operation operation) {
    Condition condition = operation.action().found();
    if (condition.kind() == Condition.Kind.EQUALS && madeBy(operation) > 0) {
      versions.add(condition.version());
    }
  }

  private static OptionalLong value(Operation maker) {
    if (maker.action() instanceof Action.Write write) {
      return OptionalLong.of(write.value());
    }
    return maker.answer() instanceof Answer.Counted(long _, long value)
        ? OptionalLong.of(value) : OptionalLong.empty();
  }
}
