package dev.goalkeeper.store.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Once;
import org.junit.jupiter.api.Test;

class SequencesTest {
  private final Sequences sequences = new Sequences(70);

  @Test
  void whatIsAcknowledgedIsBelowTheLowestWithoutAResult() {
    long first = sequences.begin();
    long second = sequences.begin();
    long third = sequences.begin();
    sequences.resolved(second);
    assertThat(sequences.once(third)).isEqualTo(new Once(70, 3, 0));
    sequences.resolved(first);
    assertThat(sequences.once(third)).isEqualTo(new Once(70, 3, 2));
  }

  @Test
  void thereIsNoRoomWhileTheLowestIsUnderWay() {
    for (int i = 0; i < Limits.WINDOW_MAX; i++) {
      sequences.begin();
    }
    sequences.resolved(2);
    assertThat(sequences.room()).isFalse();
    sequences.resolved(1);
    assertThat(sequences.room()).isTrue();
    assertThat(sequences.once(sequences.begin()))
        .isEqualTo(new Once(70, Limits.WINDOW_MAX + 1, 2));
  }

  @Test
  void whatNobodyWaitsForIsGivenUpWhenItsPlaceIsNeeded() {
    long left = sequences.begin();
    sequences.left(left);
    for (int i = 1; i < Limits.WINDOW_MAX; i++) {
      sequences.resolved(sequences.begin());
    }
    assertThat(sequences.once(Limits.WINDOW_MAX).acknowledged()).isZero();
    assertThat(sequences.room()).isTrue();
    long next = sequences.begin();
    assertThat(sequences.once(next).acknowledged()).isEqualTo(next - 1);
    assertThat(sequences.take(left)).isFalse();
  }

  @Test
  void whatIsAskedForAgainIsNotGivenUp() {
    long left = sequences.begin();
    sequences.left(left);
    assertThat(sequences.take(left)).isTrue();
    assertThat(sequences.take(left)).isFalse();
    for (int i = 1; i < Limits.WINDOW_MAX; i++) {
      sequences.begin();
    }
    assertThat(sequences.room()).isFalse();
  }
}
