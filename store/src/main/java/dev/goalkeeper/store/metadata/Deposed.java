package dev.goalkeeper.store.metadata;

/// Another coordinator was elected since: this sending of the write changed nothing, and no other
/// one ever will. One that was sent before may have taken effect.
public final class Deposed extends Exception {
  /// @param term that is over
  public Deposed(long term) {
    super("term " + term + " is over: another coordinator leads");
  }
}
