package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Versions;
import java.util.List;
import java.util.stream.Stream;

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
    return switch (operation.answer()) {
      case Answer.Found(long version, long found) -> at(version).stream()
          .filter(now -> now.value == found).toList();
      case Answer.Absent absent -> present ? List.of() : List.of(this);
      case Answer.Mismatch mismatch -> but(operation.action().expectation());
      case Answer.Wrote(long version) -> met(operation).stream()
          .flatMap(now -> now.written(operation))
          .filter(now -> now.least <= version && version <= now.most)
          .map(now -> value(version, version, now.value)).toList();
      case Answer.Took(long version) -> met(operation).stream()
          .flatMap(now -> now.at(version).stream()).map(now -> absent(version + 1)).toList();
      case Answer.NotDone notDone -> List.of(this);
      case Answer.Unknown unknown -> done(operation);
    };
  }

  private List<Register> done(Operation operation) {
    return met(operation).stream().flatMap(now -> switch (operation.action()) {
      case Action.Read read -> Stream.of(now);
      case Action.Write write -> now.written(operation);
      case Action.Remove remove -> Stream.of(now.present ? absent(now.least + 1) : now);
    }).toList();
  }

  private Stream<Register> written(Operation operation) {
    long written = ((Action.Write) operation.action()).value();
    return Stream.of(present
        ? value(least + 1, most + 1, written) : value(least, most, written));
  }

  /// This, if the operation finds what it has to.
  private List<Register> met(Operation operation) {
    long expected = operation.action().expectation();
    if (expected == Versions.ANY) {
      return List.of(this);
    }
    return expected == Versions.ABSENT ? present ? List.of() : List.of(this) : at(expected);
  }

  /// This, if it is a value of that version.
  private List<Register> at(long version) {
    return present && least <= version && version <= most
        ? List.of(value(version, version, value)) : List.of();
  }

  /// This, if it is anything but that.
  private List<Register> but(long expected) {
    if (expected == Versions.ABSENT) {
      return present ? List.of(this) : List.of();
    }
    if (!present || expected < least || expected > most) {
      return List.of(this);
    }
    return Stream.of(value(least, expected - 1, value), value(expected + 1, most, value))
        .filter(now -> now.least <= now.most).toList();
  }
}
