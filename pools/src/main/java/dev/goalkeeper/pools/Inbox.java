package dev.goalkeeper.pools;

/// What other threads have brought to a pool, and its thread has not taken in yet; as of one
/// moment.
///
/// Counted are events, tasks that are added, queries and waits. Results of operations are not: each
/// operation has at most one under way, and none is ever refused. Nor is what a pool's own rules
/// bring.
///
/// @param waiting how much waits
/// @param bound how much may; see [PoolBuilder#inbox]
/// @param refused how much was refused since the pool began, because that much waited
public record Inbox(int waiting, int bound, long refused) {
  /// True if nothing more would be let in.
  public boolean full() {
    return waiting >= bound;
  }

  /// As people read it: `12 of 65536 wait, 3 were refused`.
  @Override
  public String toString() {
    return waiting + " of " + bound + " wait, " + refused + " were refused";
  }
}
