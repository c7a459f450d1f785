package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Once;

/// The mutations of one lease by their numbers: which of them the client has no result of.
///
/// Masters keep results for [Limits#WINDOW_MAX] numbers from the lowest such one on, so no more are
/// given out. One that nobody waits for any more is given up when its place is needed.
final class Sequences {
  private final long client;
  private final State[] states = new State[Limits.WINDOW_MAX];
  private long next = 1;
  private long lowest = 1;

  private enum State { OPEN, LEFT, RESOLVED }

  Sequences(long client) {
    this.client = client;
  }

  long client() {
    return client;
  }

  /// Whether there is a number for another mutation.
  boolean room() {
    return next - lowest < Limits.WINDOW_MAX || state(lowest) == State.LEFT;
  }

  /// Gives out the next number.
  long begin() {
    if (!room()) {
      throw new IllegalStateException("mutation " + lowest + " is still under way");
    }
    if (next - lowest == Limits.WINDOW_MAX) {
      resolved(lowest);
    }
    set(next, State.OPEN);
    return next++;
  }

  /// What goes with that mutation, as of now. It must not be resolved.
  Once once(long sequence) {
    return new Once(client, sequence, lowest - 1);
  }

  /// The client has its result, and sends it no more.
  void resolved(long sequence) {
    set(sequence, State.RESOLVED);
    while (lowest < next && state(lowest) == State.RESOLVED) {
      lowest++;
    }
  }

  /// Its deadline has passed: nobody knows its result, and somebody may ask for it later.
  void left(long sequence) {
    set(sequence, State.LEFT);
  }

  /// Somebody asks for it again; false if it was given up, or somebody does already.
  boolean take(long sequence) {
    if (sequence < lowest || state(sequence) != State.LEFT) {
      return false;
    }
    set(sequence, State.OPEN);
    return true;
  }

  private State state(long sequence) {
    return states[(int) sequence & Limits.WINDOW_MAX - 1];
  }

  private void set(long sequence, State state) {
    states[(int) sequence & Limits.WINDOW_MAX - 1] = state;
  }
}
