package dev.goalkeeper.store.transport;

/// Where a transport's callbacks run, one at a time, for others to run there too. A pool that is
/// driven by it needs no hand-off between a message and the rules that react to it.
///
/// *The loop's thread* is either its own and always the same, or that of whoever waits for
/// something ([Waiting]), one at a time: then nothing happens while nobody waits.
public interface Loop {
  /// Runs `work` on the loop's thread, soon. From any thread; in order for each of them. Work that
  /// is brought on the loop's thread runs before what it has sent is flushed. Nothing runs any more
  /// once the transport is closed.
  void execute(Runnable work);

  /// Runs `work` on the loop's thread after at least `delayNanos`. From any thread.
  void schedule(Runnable work, long delayNanos);

  /// True on the loop's thread.
  boolean inLoop();
}
