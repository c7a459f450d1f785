package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Versions;
import java.util.List;

/// One key of a store that does one thing at a time, as far as its answers have told. Its version
/// is known to lie between two bounds: what nobody was told about is left open.
///
/// @param present whether there is a value
/// @param least the lowest version that it may have; if absent, that the next value may have
/// @param most the highest, inclusive
/// @param value 0 if absent
record Register(boolean present, long least, long most, long value) {
  static final Register EMPTY = absent(Versions.FIRST);

  private static final long ENDLESS = Long.MAX_VALUE / 2;

  private static Register absent(long nextLeast) {
    return new Register(false, nextLeast, ENDLESS, 0);
  }

  private static Register value(long least, long most, long value) {
    return new Register(true, least, most, value);
  }

  /// What the key may be after an operation whose answer is this; nothing if it cannot be told so
  /// now. An operation of unknown outcome is done here, if it finds what it has to.
  List<Register> after(Operation operation) {
    if (operation.answer() instanceof Answer.Mismatch(long version)
        && operation.action().found().holds(version)) {
      return List.of();
    }
    return switch (operation.answer()) {
      case Answer.Found(long version, long found) -> at(version).stream()
          .filter(now -> now.value == found).toList();
      case Answer.Absent absent -> present ? List.of() : List.of(this);
      case Answer.Mismatch(long version) -> version == Versions.ABSENT
          ? present ? List.of() : List.of(this) : at(version);
      case Answer.Wrote(long version) -> changed(operation).stream()
          .flatMap(now -> now.at(version).stream()).toList();
      case Answer.Counted(long version, long counted) -> changed(operation).stream()
          .flatMap(now -> now.at(version).stream())
          .filter(now -> now.value == counted).toList();
      case Answer.Took(long version) -> met(operation).stream()
          .flatMap(now -> now.at(version).stream()).map(now -> absent(version + 1)).toList();
      case Answer.NotDone notDone -> List.of(this);
      case Answer.Unknown unknown -> changed(operation);
    };
  }

  /// What there is once the operation has taken effect, if it finds what it has to.
  private List<Register> changed(Operation operation) {
    return met(operation).stream().map(now -> switch (operation.action()) {
      case Action.Read read -> now;
      case Action.Write write -> now.next(write.value());
      case Action.Increment increment -> now.next(now.value + increment.by());
      case Action.Remove remove -> now.present ? absent(now.least + 1) : now;
    }).toList();
  }

  private Register next(long written) {
    return present ? value(least + 1, most + 1, written) : value(least, most, written);
  }

  /// This, if the operation finds what it has to.
  private List<Register> met(Operation operation) {
    Condition condition = operation.action().found();
    return switch (condition.kind()) {
      case ALWAYS -> List.of(this);
      case PRESENT -> present ? List.of(this) : List.of();
      case ABSENT -> present ? List.of() : List.of(this);
      case EQUALS -> at(condition.version());
      case AT_MOST -> present && least <= condition.version()
          ? List.of(value(least, Math.min(most, condition.version()), value)) : List.of();
    };
  }

  /// This, if it is a value of that version.
  private List<Register> at(long version) {
    return present && least <= version && version <= most
        ? List.of(value(version, version, value)) : List.of();
  }
}
