package dev.goalkeeper.pools;

/// A member's part in one counted statement of its group. A task joins a group before its pool, so
/// the statement counts from its first turn on.
final class Membership extends Watch {
  private final Group<?> group;
  private final int slot;
  private final Outlet<?> outlet;

  Membership(Group<?> group, int slot, Outlet<?> outlet, int bit) {
    super(group.owner(), bit);
    this.group = group;
    this.slot = slot;
    this.outlet = outlet;
    outlet.add(this);
  }

  @Override
  void turned(boolean now) {
    group.adjust(slot, now ? 1 : -1);
    changed();
  }

  void leave() {
    outlet.remove(this);
    if (outlet.value()) {
      group.adjust(slot, -1);
    }
  }
}
