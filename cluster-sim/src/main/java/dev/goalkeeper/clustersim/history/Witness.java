package dev.goalkeeper.clustersim.history;

/// Hears what clients ask and what they are told.
@FunctionalInterface
public interface Witness {
  /// A client is about to ask for this.
  ///
  /// @param process who asks
  Question begin(String key, int process, Action action);

  /// What was asked and is not answered yet.
  @FunctionalInterface
  interface Question {
    /// The client was told this. Without, nobody knows what became of it.
    void end(Answer told);
  }
}
