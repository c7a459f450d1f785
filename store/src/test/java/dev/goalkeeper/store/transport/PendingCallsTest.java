package dev.goalkeeper.store.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Pong;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PendingCallsTest {
  private final TransportLost lost = new TransportLost(new Address("nowhere", 1), "planted");

  private final PendingCalls pending = new PendingCalls();

  @Test
  void anAnswerToAnEarlierUseOfASlotMatchesNothing() {
    Call first = new Call();
    long firstId = pending.add(first, first.token());
    assertThat(pending.complete(firstId, new Pong())).isTrue();
    Call second = new Call();
    long secondId = pending.add(second, second.token());
    assertThat((int) secondId).isEqualTo((int) firstId);
    assertThat(pending.complete(firstId, new Pong())).isFalse();
    assertThat(second.answer()).isNotDone();
    assertThat(pending.complete(secondId, new Pong())).isTrue();
  }

  @Test
  void answersToNothingMatchNothing() {
    for (long id : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32}) {
      assertThat(pending.complete(id, new Pong())).isFalse();
    }
  }

  @Test
  void everyCallEndsOnce() {
    SplittableRandom random = new SplittableRandom(1);
    Map<Long, Call> open = new LinkedHashMap<>();
    List<Call> all = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      if (open.isEmpty() || random.nextInt(5) < 3) {
        Call call = new Call();
        all.add(call);
        open.put(pending.add(call, call.token()), call);
      } else {
        long id = List.copyOf(open.keySet()).get(random.nextInt(open.size()));
        assertThat(pending.complete(id, new Pong())).isTrue();
        open.remove(id);
      }
      assertThat(pending.size()).isEqualTo(open.size());
    }
    assertThat(all.stream().filter(call -> !call.answer().isDone())).hasSize(open.size());
    assertThat(pending.failAll(lost)).isEqualTo(open.size());
    assertThat(all).allMatch(call -> call.answer().isDone());
    assertThat(open.values()).allMatch(call -> call.answer().isCompletedExceptionally());
    assertThat(pending.size()).isZero();
  }

  @Test
  void thereIsABound() {
    Call call = new Call();
    for (int i = 0; i < Bounds.CALLS_MAX; i++) {
      assertThat(pending.add(call, i)).isNotEqualTo(PendingCalls.FULL);
    }
    assertThat(pending.add(call, 0)).isEqualTo(PendingCalls.FULL);
  }
}
