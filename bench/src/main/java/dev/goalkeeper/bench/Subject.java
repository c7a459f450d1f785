package dev.goalkeeper.bench;

import java.time.Duration;

/// Something whose calls are measured, all of one kind: the store's reads or writes, the floor's, a
/// peer's.
public interface Subject extends AutoCloseable {
  /// Calls for so long.
  ///
  /// @throws NotMeasured if a call does not bring what it should
  Sample call(Load load, Duration time);

  @Override
  void close();
}
