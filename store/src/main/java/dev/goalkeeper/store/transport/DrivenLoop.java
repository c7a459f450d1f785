package dev.goalkeeper.store.transport;

import io.netty.channel.IoEventLoop;

/// An event loop of Netty's, and who drives it: a thread of its own ([ThreadedEventLoop]), or
/// whoever waits for it ([SeatedEventLoop]).
interface DrivenLoop extends IoEventLoop, Waiting {
  /// Runs `work` when the loop has read what was there and has done what that caused. On the loop's
  /// thread.
  void afterIteration(Runnable work);

  /// Ends the loop with its connections; from any thread. Waits for the end, unless it is called on
  /// the loop's thread: then the end comes with that of the iteration.
  void stop();
}
