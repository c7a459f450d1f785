package dev.goalkeeper.pools;

/// One end of "this task looks at a statement about that task".
abstract sealed class Watch extends Source permits PeerWatch, Membership {
  private int place;

  Watch(Task<?> owner, int bit) {
    super(owner, bit);
  }

  /// The statement changed to this value.
  abstract void turned(boolean now);

  /// Where it stands among the watchers of its outlet.
  final int place() {
    return place;
  }

  final void place(int index) {
    place = index;
  }
}
