package dev.goalkeeper.pools;

import org.jspecify.annotations.Nullable;

/// Tasks that wait for a permit, first come first; linked through the permits themselves, so that
/// leaving the queue from its middle costs nothing.
final class PermitQueue {
  private @Nullable Permit first;
  private @Nullable Permit last;

  boolean isEmpty() {
    return first == null;
  }

  long firstTicket() {
    Permit head = first;
    return head == null ? Long.MAX_VALUE : head.ticket();
  }

  void add(Permit permit) {
    Permit tail = last;
    permit.links(tail, null);
    if (tail == null) {
      first = permit;
    } else {
      tail.links(tail.before(), permit);
    }
    last = permit;
  }

  Permit poll() {
    Permit head = first;
    if (head == null) {
      throw new IllegalStateException("nobody waits for a permit");
    }
    remove(head);
    return head;
  }

  void remove(Permit permit) {
    Permit before = permit.before();
    Permit after = permit.after();
    if (before == null) {
      first = after;
    } else {
      before.links(before.before(), after);
    }
    if (after == null) {
      last = before;
    } else {
      after.links(before, after.after());
    }
    permit.links(null, null);
  }
}
