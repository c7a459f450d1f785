package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Versions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which operation made, and which took, each version of a key, as far as anybody was told. A write
/// whose outcome is unknown has made the version in which its value was found.
final class Changes {
  private final Map<Long, Operation> writes = new HashMap<>();
  private final NavigableMap<Long, Operation> makers = new TreeMap<>();
  private final NavigableMap<Long, Operation> takers = new TreeMap<>();
  private final NavigableSet<Long> versions = new TreeSet<>();
  private final Map<Operation, Long> made = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

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
    if (operation.answer() instanceof Answer.Wrote(long version)) {
      makes(version, operation);
    }
    if (operation.answer() instanceof Answer.Took(long version)) {
      versions.add(version);
      Operation other = takers.put(version, operation);
      if (other != null) {
        wrong.add("both took version " + version + ": " + other + ", " + operation);
      }
    }
  }

  private void makes(long version, Operation write) {
    versions.add(version);
    Operation other = makers.put(version, write);
    if (other != null && !other.equals(write)) {
      wrong.add("both made version " + version + ": " + other + ", " + write);
    }
    Long earlier = made.put(write, version);
    if (earlier != null && earlier != version) {
      wrong.add("made versions " + earlier + " and " + version + ": " + write);
    }
  }

  private void find(Operation operation) {
    if (operation.answer() instanceof Answer.Found(long version, long value)) {
      Operation write = writes.get(value);
      if (write == null) {
        wrong.add("found a value that nobody wrote: " + operation);
      } else if (write.answer() instanceof Answer.Wrote || write.unknown()) {
        makes(version, write);
      } else {
        wrong.add("found what was not done: " + operation + ", " + write);
      }
    }
  }

  private void expect(Operation operation) {
    boolean conditional = operation.action().expectation() >= Versions.FIRST;
    if (conditional && (madeBy(operation) > 0 || operation.answer() instanceof Answer.Took)) {
      versions.add(operation.action().expectation());
    }
    if (operation.answer() instanceof Answer.Took(long version)
        && operation.action().expectation() != Versions.ANY
        && operation.action().expectation() != version) {
      wrong.add("took another version than it had to: " + operation);
    }
  }
}
