package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;

/// The sub-tasks of one kind that a task owns: a segment its replicas, a recovery its partitions.
///
/// Members join the owner's pool and leave it through the group. Statements about them are counted.
/// For the pool's thread only.
///
/// @param <M> the class of the members
public final class Group<M extends Task<M>> extends Source {
  private final GroupInput<?, M> input;
  private final List<M> members = new ArrayList<>();
  private final List<List<Membership>> memberships = new ArrayList<>();
  private final int[] counts;

  Group(Task<?> owner, GroupInput<?, M> input) {
    super(owner, input.bit());
    this.input = input;
    this.counts = new int[input.clauses().size()];
  }

  /// The members, in the order in which they joined; a copy.
  public List<M> members() {
    return List.copyOf(members);
  }

  /// How many there are.
  public int size() {
    return members.size();
  }

  /// The member at a position; for loops that must not allocate.
  public M get(int index) {
    return members.get(index);
  }

  /// Adds a member, to the owner's pool too.
  ///
  /// @throws IllegalArgumentException if it is in a pool or a group already
  public void add(M member) {
    owner().assertThread();
    if (!member.unattached()) {
      throw new IllegalArgumentException(
          member.name() + " is in a pool or a group already, and cannot join that of "
              + owner().name());
    }
    members.add(member);
    member.joined(this);
    var counted = new ArrayList<Membership>(counts.length);
    for (int slot = 0; slot < counts.length; slot++) {
      Outlet<?> outlet = member.outlet(input.clauses().get(slot).statement());
      counted.add(new Membership(this, slot, outlet, input.bit()));
    }
    memberships.add(counted);
    if (owner().added()) {
      owner().pool().add(member);
    }
    changed();
  }

  /// Takes a member out of the group and of the pool.
  public void remove(M member) {
    owner().assertThread();
    if (!member.memberOf(this)) {
      throw new IllegalArgumentException(member.name() + " is not of " + owner().name());
    }
    if (member.added()) {
      member.pool().retire(member);
    } else {
      member.joined(null);
      forget(member);
    }
  }

  /// The member leaves the pool.
  void forget(Task<?> member) {
    int index = members.lastIndexOf(member);
    memberships.remove(index).forEach(Membership::leave);
    members.remove(index);
    changed();
  }

  /// The owner leaves the pool, and its members with it.
  void retireAll() {
    while (!members.isEmpty()) {
      remove(members.getLast());
    }
  }

  int count(int slot) {
    return counts[slot];
  }

  void adjust(int slot, int by) {
    counts[slot] += by;
  }
}
