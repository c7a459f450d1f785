package dev.goalkeeper.store.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.wire.SegmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WaitingAnswersTest {
  private static final long SEED = 11;

  private final WaitingAnswers answers = new WaitingAnswers();
  private final List<Integer> given = new ArrayList<>();
  private int added;

  @Test
  void answersComeOutInTheOrderInWhichTheyCameWhereverTheRingBegins() {
    SplittableRandom random = new SplittableRandom(SEED);
    while (added < 10_000) {
      // More in than out: the ring grows again and again, from every beginning.
      int in = random.nextInt(20);
      for (int i = 0; i < in; i++) {
        add(1);
      }
      int out = Math.min(answers.size(), random.nextInt(16));
      for (int i = 0; i < out; i++) {
        answers.remove().run();
      }
      assertThat(answers.size()).isEqualTo(added - given.size());
    }
    while (!answers.isEmpty()) {
      answers.remove().run();
    }
    assertThat(given).hasSize(added).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void theFirstLeavesOnceItsOwnPositionIsReached() {
    assertThat(answers.firstWithin(at(9, 9))).isFalse();
    add(3);
    add(4);
    assertThat(answers.firstWithin(at(2, 100))).isFalse();
    assertThat(answers.firstWithin(at(3, 0))).isFalse();
    assertThat(answers.firstWithin(at(3, 1))).isTrue();
    assertThat(answers.firstWithin(at(4, 0))).isTrue();
    answers.remove().run();
    assertThat(answers.firstSinceNanos()).isEqualTo(2);
    assertThat(answers.firstWithin(at(3, 100))).isFalse();
  }

  /// Its position ends with byte 1 of the segment, and it came at a time of its own.
  private void add(int segment) {
    int number = ++added;
    answers.add(at(segment, 1), () -> given.add(number), number);
  }

  private static LogPosition at(int segment, int offset) {
    return new LogPosition(new SegmentId(segment), offset);
  }
}
