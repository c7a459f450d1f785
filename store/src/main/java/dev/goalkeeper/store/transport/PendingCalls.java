package dev.goalkeeper.store.transport;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.wire.Message;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The calls of one connection that wait for their answers.
///
/// A call lives in a slot that is used again and again, so that a call costs no allocation and no
/// boxing. Its request id is the slot's number below and the slot's use count above: an answer to
/// an earlier use matches nothing.
final class PendingCalls {
  /// What [#add] gives when there are too many; never an id.
  static final long FULL = 0;

  private static final Logger log = LoggerFactory.getLogger(PendingCalls.class);
  private static final int SLOTS_MIN = 16;

  private static final class Slot {
    private @Nullable Completion<? super Message> completion;
    private long token;
    private int uses;
    private int nextFree;
  }

  private Slot[] slots = new Slot[0];
  private int firstFree;
  private int size;

  int size() {
    return size;
  }

  /// Keeps a call, and gives the id under which its answer comes, or [#FULL].
  long add(Completion<? super Message> completion, long token) {
    if (firstFree == slots.length && !grow()) {
      return FULL;
    }
    int index = firstFree;
    Slot slot = slots[index];
    firstFree = slot.nextFree;
    slot.completion = completion;
    slot.token = token;
    // From 1 on, so that no id is FULL; 31 bits, so that ids stay positive.
    slot.uses = slot.uses == Integer.MAX_VALUE ? 1 : slot.uses + 1;
    size++;
    return (long) slot.uses << Integer.SIZE | index;
  }

  /// Delivers an answer; false if nobody waits for it.
  boolean complete(long requestId, Message reply) {
    long index = requestId & 0xFFFFFFFFL;
    if (index >= slots.length) {
      return false;
    }
    Slot slot = slots[(int) index];
    Completion<? super Message> completion = slot.completion;
    if (completion == null || slot.uses != (int) (requestId >>> Integer.SIZE)) {
      return false;
    }
    long token = slot.token;
    free(slot, (int) index);
    try {
      completion.complete(token, reply);
    } catch (RuntimeException thrown) {
      log.error("a completion failed", thrown);
    }
    return true;
  }

  /// Fails every call, the way one connection's end does; gives their number.
  int failAll(TransportLost lost) {
    int failed = size;
    for (int index = 0; index < slots.length; index++) {
      Slot slot = slots[index];
      Completion<? super Message> completion = slot.completion;
      if (completion != null) {
        free(slot, index);
        fail(completion, slot.token, lost);
      }
    }
    return failed;
  }

  /// Tells a completion of a loss; what it throws is its own fault and stops nothing here.
  static void fail(Completion<?> completion, long token, TransportLost lost) {
    try {
      completion.fail(token, lost);
    } catch (RuntimeException thrown) {
      log.error("a completion failed", thrown);
    }
  }

  private void free(Slot slot, int index) {
    slot.completion = null;
    slot.nextFree = firstFree;
    firstFree = index;
    size--;
  }

  /// Doubles the slots; all are in use.
  private boolean grow() {
    int before = slots.length;
    if (before == Bounds.CALLS_MAX) {
      return false;
    }
    slots = Arrays.copyOf(slots, Math.max(SLOTS_MIN, 2 * before));
    for (int index = before; index < slots.length; index++) {
      slots[index] = new Slot();
      slots[index].nextFree = index + 1;
    }
    return true;
  }
}
