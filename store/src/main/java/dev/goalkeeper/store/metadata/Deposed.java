package dev.goalkeeper.store.metadata;

/// Another coordinator was elected since: what was asked for was not written, and never will be.
public final class Deposed extends Exception {
  /// @param term that is over
  public Deposed(long term) {
    super("term " + term + " is over: another coordinator leads");
  }
}
