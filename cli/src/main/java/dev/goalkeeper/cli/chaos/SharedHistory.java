package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.clustersim.history.Action;
import dev.goalkeeper.clustersim.history.History;
import dev.goalkeeper.clustersim.history.Witness;

/// A [History] to which many threads add, under one lock: each sees its beginnings and ends in the
/// order in which they were.
///
/// @param history to be read once all have ended
record SharedHistory(History history) implements Witness {
  @Override
  public Question begin(String key, int process, Action action) {
    synchronized (history) {
      Question asked = history.begin(key, process, action);
      return told -> {
        synchronized (history) {
          asked.end(told);
        }
      };
    }
  }
}
