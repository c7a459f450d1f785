package dev.goalkeeper.clustersim.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.Condition;
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
    assertThat(missed).isPositive().isLessThan(impossible / 16);
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
    Condition condition = random.nextInt(3) > 0 ? Condition.ALWAYS
        : switch (random.nextInt(5)) {
          case 0 -> Condition.PRESENT;
          case 1 -> Condition.atMost(version());
          case 2, 3 -> Condition.ABSENT;
          default -> Condition.version(version());
        };
    return switch (random.nextInt(6)) {
      case 0, 1 -> new Action.Read();
      case 2 -> new Action.Remove(condition);
      case 3 -> new Action.Increment(1 + random.nextInt(2), condition);
      default -> new Action.Write(number, condition);
    };
  }

  private Answer answer(Action action, List<Operation> before) {
    if (action.found().kind() != Condition.Kind.ALWAYS && random.nextInt(3) == 0) {
      return new Answer.Mismatch(random.nextBoolean() ? Versions.ABSENT : version());
    }
    if (random.nextInt(12) == 0) {
      return Answer.NOT_DONE;
    }
    long next = 1 + before.stream().filter(each -> each.action().makes()).count();
    return switch (action) {
      case Action.Read _ when random.nextInt(4) == 0 -> Answer.ABSENT;
      case Action.Read _ -> found(before);
      case Action.Remove _ when random.nextInt(4) == 0 -> Answer.ABSENT;
      case Action.Remove _ -> new Answer.Took(version());
      case Action.Write _ -> new Answer.Wrote(next);
      case Action.Increment(long by, Condition _) ->
          new Answer.Counted(next, by + (random.nextInt(3) == 0 ? 0 : last(before)));
    };
  }

  /// The value that somebody was told of last, or has asked to be written.
  private static long last(List<Operation> before) {
    return before.stream().mapToLong(each -> value(each, 0)).filter(value -> value != 0)
        .reduce(0, (earlier, later) -> later);
  }

  private static long value(Operation operation, long otherwise) {
    return switch (operation.action()) {
      case Action.Write(long value, Condition _) -> value;
      case Action.Increment _ when operation.answer() instanceof Answer.Counted(
          long _, long value) -> value;
      case Action.Increment _, Action.Read _, Action.Remove _ -> otherwise;
    };
  }

  private Answer found(List<Operation> before) {
    List<Operation> makers = before.stream().filter(each -> each.action().makes()).toList();
    if (makers.isEmpty()) {
      return Answer.ABSENT;
    }
    Operation maker = makers.get(random.nextInt(makers.size()));
    long value = value(maker, 1 + random.nextInt(3));
    return switch (maker.answer()) {
      case Answer.Wrote(long version) -> new Answer.Found(version, value);
      case Answer.Counted(long version, long _) -> new Answer.Found(version, value);
      case Answer _ -> new Answer.Found(version(), value);
    };
  }

  private long version() {
    return 1L + random.nextInt(VERSIONS_TOLD);
  }

  private static String text(List<Operation> history) {
    return history.stream().map(Operation::toString).reduce("", (one, other) -> one + "\n" + other);
  }
}
