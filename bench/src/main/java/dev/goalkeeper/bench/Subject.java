package dev.goalkeeper.bench;

import java.time.Duration;

/// Something whose writes are measured: the store, the floor, a peer.
public interface Subject extends AutoCloseable {
  /// Writes for so long.
  ///
  /// @throws NotMeasured if a write is not acknowledged
  Sample write(Load load, Duration time);

  @Override
  void close();
}
