package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Permits for something scarce in a pool: calls in flight, memory, a device.
///
/// A rule takes a permit as it fires, its operation holds it and gives it back however it ends.
/// Waiters queue first come, first served, and one permit wakes one task. A lane has permits of its
/// own beside the common ones, so that urgent work is never starved by the rest. For the pool's
/// thread.
public final class Budget {
  private final String name;
  private final Lane common;
  private final List<Lane> lanes = new ArrayList<>();
  private int commonFree;
  private long tickets;
  private @Nullable Pool pool;

  /// @param name as `explain` prints it
  /// @param permits how many may be held at once, above zero; lanes add to it
  public Budget(String name, int permits) {
    if (permits <= 0) {
      throw new IllegalArgumentException(name + ": a budget has permits, not " + permits);
    }
    this.name = name;
    this.commonFree = permits;
    this.common = lane(0);
  }

  /// The lane without permits of its own.
  public Lane common() {
    return common;
  }

  /// A lane with this many permits that only its own tasks can take.
  public Lane reserve(int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException(name + ": a lane reserves permits, not " + permits);
    }
    return lane(permits);
  }

  /// How many permits are free, those of the lanes included.
  public int free() {
    return commonFree + lanes.stream().mapToInt(lane -> lane.ownFree).sum();
  }

  @Override
  public String toString() {
    return name + " (" + free() + " free)";
  }

  private Lane lane(int permits) {
    var lane = new Lane(this, permits);
    lanes.add(lane);
    return lane;
  }

  /// One class of users of a budget.
  public static final class Lane {
    private final Budget budget;
    private final PermitQueue waiting = new PermitQueue();
    private int ownFree;

    Lane(Budget budget, int permits) {
      this.budget = budget;
      this.ownFree = permits;
    }

    /// Its place among the lanes of its budget.
    int number() {
      return budget.lanes.indexOf(this);
    }

    void join(Pool joined) {
      if (budget.pool != null && budget.pool != joined) {
        throw new IllegalArgumentException(
            "budget " + budget.name + " belongs to pool " + budget.pool.name()
                + " and cannot serve a task of pool " + joined.name());
      }
      budget.pool = joined;
    }

    void assertSibling(Lane other) {
      if (other.budget != budget) {
        throw new IllegalArgumentException(
            "a permit of budget " + budget.name + " cannot be taken from " + other.budget.name);
      }
    }

    boolean anyFree() {
      return ownFree > 0 || budget.commonFree > 0;
    }

    /// Takes a free permit; true if it is one of the lane's own.
    boolean take() {
      if (ownFree > 0) {
        ownFree--;
        return true;
      }
      if (budget.commonFree == 0) {
        throw new IllegalStateException(budget.name + " has no permit to take");
      }
      budget.commonFree--;
      return false;
    }

    void queue(Permit permit) {
      permit.ticket(budget.tickets++);
      waiting.add(permit);
    }

    void leave(Permit permit) {
      waiting.remove(permit);
    }

    /// Gives a permit back: to whoever has waited longest, or to the free ones.
    void giveBack(boolean own) {
      Lane next = own ? this : budget.longestWaiting();
      if (next.waiting.isEmpty()) {
        if (own) {
          ownFree++;
        } else {
          budget.commonFree++;
        }
        return;
      }
      next.waiting.poll().grant(own);
    }
  }

  private Lane longestWaiting() {
    Lane longest = common;
    for (int i = 0; i < lanes.size(); i++) {
      if (lanes.get(i).waiting.firstTicket() < longest.waiting.firstTicket()) {
        longest = lanes.get(i);
      }
    }
    return longest;
  }
}
