package dev.goalkeeper.pools;

/// Something whose change wakes the task that declared it: an [Input] or a [Clause].
///
/// @param <T> the task class that declared it
public sealed interface Wakes<T extends Task<T>> permits Input, Clause {
  /// The bits of the inputs that wake for this, one bit an input of the task class.
  long wakeMask();
}
