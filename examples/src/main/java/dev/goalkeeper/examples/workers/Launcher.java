package dev.goalkeeper.examples.workers;

import java.util.concurrent.CompletionStage;

/// What starts processes: the machine, or a simulation of it.
interface Launcher {
  /// Starts one; fails if that cannot be done.
  CompletionStage<Life> start(String worker);

  /// A process that was started.
  interface Life {
    /// Completes when it has ended, with its exit status.
    CompletionStage<Integer> end();

    /// Asks for its end; the end itself shows in [#end].
    CompletionStage<Boolean> kill();
  }
}
