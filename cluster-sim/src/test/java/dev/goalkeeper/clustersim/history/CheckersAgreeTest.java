package dev.goalkeeper.clustersim.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Small histories by the thousand, right and wrong ones, judged by both checkers and by trying
/// everything.
class CheckersAgreeTest {
  private static final int HISTORIES = 15_000;
  private static final int OPERATIONS_MAX = 6;
  private static final int VERSIONS_TOLD = 4;
  private static final int STEPS = 1 << 20;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
  private final BruteForce everything = new BruteForce(VERSIONS_TOLD + OPERATIONS_MAX);
  private int possible;
  private int impossible;
  private int missed;

  @Test
  void onCompleteHistoriesAllThreeAgree() {
    judge(false);
    assertThat(missed).isZero();
  }

  @Test
  void withUnknownOutcomesVersionsBlameNothingRightAndMissLittle() {
    judge(true);
    assertThat(missed).isPositive().isLessThan(impossible / 20);
  }

  private void judge(boolean unknown) {
    for (int i = 0; i < HISTORIES; i++) {
      List<Operation> history = history(unknown);
      boolean right = everything.possible(history);
      assertThat(Linearization.search(history, STEPS)).as(() -> text(history)).isEqualTo(right
          ? Linearization.Verdict.LINEARIZABLE : Linearization.Verdict.NOT_LINEARIZABLE);
      boolean blamed = VersionOrder.complaint(history).isPresent();
      assertThat(blamed && right).as(() -> text(history)).isFalse();
      possible += right ? 1 : 0;
      impossible += right ? 0 : 1;
      missed += !right && !blamed ? 1 : 0;
    }
    assertThat(possible).isGreaterThan(HISTORIES / 20);
    assertThat(impossible).isGreaterThan(HISTORIES / 20);
  }

  /// Operations at random, with answers as a store may give them that is wrong now and then.
  private List<Operation> history(boolean unknown) {
    var history = new ArrayList<Operation>();
    int count = 2 + random.nextInt(OPERATIONS_MAX - 1);
    long moment = 0;
    for (int i = 1; i <= count; i++) {
      moment += 1 + random.nextInt(3);
      boolean open = unknown && random.nextInt(3) == 0;
      Action action = action(i);
      boolean unheard = open && action.changes();
      history.add(new Operation("k", i, action, moment,
          unheard ? Operation.NEVER : moment + random.nextInt(6),
          unheard ? Answer.UNKNOWN : answer(action, history)));
    }
    return history;
  }

  private Action action(int number) {
    long expected = random.nextInt(3) > 0
        ? Versions.ANY : random.nextBoolean() ? Versions.ABSENT : version();
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Action.Read();
      case 2 -> new Action.Remove(expected);
      default -> new Action.Write(number, expected);
    };
  }

  private Answer answer(Action action, List<Operation> before) {
    if (action.expectation() != Versions.ANY && random.nextInt(3) == 0) {
      return Answer.MISMATCH;
    }
    if (random.nextInt(12) == 0) {
      return Answer.NOT_DONE;
    }
    return switch (action) {
      case Action.Read _ when random.nextInt(4) == 0 -> Answer.ABSENT;
      case Action.Read _ -> found(before);
      case Action.Remove _ when random.nextInt(4) == 0 -> Answer.ABSENT;
      case Action.Remove _ -> new Answer.Took(version());
      case Action.Write _ -> new Answer.Wrote(1 + before.stream()
          .filter(each -> each.action() instanceof Action.Write).count());
    };
  }

  private Answer found(List<Operation> before) {
    List<Operation> writes = before.stream()
        .filter(each -> each.action() instanceof Action.Write).toList();
    if (writes.isEmpty()) {
      return Answer.ABSENT;
    }
    Operation write = writes.get(random.nextInt(writes.size()));
    long value = ((Action.Write) write.action()).value();
    return write.answer() instanceof Answer.Wrote(long version)
        ? new Answer.Found(version, value) : new Answer.Found(version(), value);
  }

  private long version() {
    return 1L + random.nextInt(VERSIONS_TOLD);
  }

  private static String text(List<Operation> history) {
    return history.stream().map(Operation::toString).reduce("", (one, other) -> one + "\n" + other);
  }
}
