package dev.goalkeeper.pools;

/// A source of change that belongs to one task: when it changes, that task may have to wake.
abstract sealed class Source implements Kept permits Timed, Link, Group, Permit, Watch {
  private final Task<?> owner;
  private final int bit;

  Source(Task<?> owner, int bit) {
    this.owner = owner;
    this.bit = bit;
  }

  final Task<?> owner() {
    return owner;
  }

  final void changed() {
    owner.sourceChanged(bit);
  }
}
