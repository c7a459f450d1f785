package dev.goalkeeper.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is planned is carried out here on ranges and numbers, as a cluster would.
class BalanceTest {
  private static final long LAST = -1L;

  @Test
  void nothingIsDoneWhereAllHaveAboutAsMuch() {
    assertThat(Balance.plan(Map.of())).isEmpty();
    assertThat(Balance.plan(Map.of(server(1), List.of(whole("a", 9))))).isEmpty();
    assertThat(Balance.plan(Map.of(server(1), List.of(whole("a", 104)),
        server(2), List.of(whole("b", 97)), server(3), List.of(whole("c", 99))))).isEmpty();
    assertThat(Balance.plan(Map.of(server(1), List.of(whole("a", 0)), server(2), List.of())))
        .isEmpty();
  }

  @Test
  void whoHasJoinedGetsWholeTabletsWhereTheyFit() {
    assertThat(Balance.plan(new TreeMap<>(Map.of(
        server(1), List.of(whole("a", 50), whole("b", 50)), server(2), List.of()))))
        .containsExactly(new Balance.Step.Move("a", 0, server(1), server(2), 50));
  }

  @Test
  void aTabletThatIsTooLargeIsDivided() {
    List<Balance.Step> steps = Balance.plan(new TreeMap<>(Map.of(
        server(1), List.of(whole("a", 1_000)), server(2), List.of())));
    long middle = Long.MIN_VALUE;
    assertThat(steps).hasSize(2);
    assertThat(steps.getFirst()).isInstanceOfSatisfying(Balance.Step.Split.class,
        split -> assertThat(Math.abs(split.hash() - middle)).isLessThan(1L << 12));
    assertThat(steps.getLast()).isInstanceOfSatisfying(Balance.Step.Move.class,
        move -> assertThat(move.objects()).isEqualTo(500));
  }

  @Test
  void whateverThereIsEndsWithinATenthAndNothingIsLost() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Map<ServerId, List<Balance.Part>> now = new TreeMap<>();
      for (int i = 1; i <= 2 + random.nextInt(8); i++) {
        List<Balance.Part> parts = new ArrayList<>();
        for (int j = random.nextInt(6); j > 0; j--) {
          parts.add(whole("table " + i + "-" + j, random.nextInt(100_000)));
        }
        now.put(server(i), parts);
      }
      Map<ServerId, List<Balance.Part>> then = copy(now);
      Balance.plan(now).forEach(step -> take(then, step));
      long all = then.values().stream().mapToLong(BalanceTest::load).sum();
      assertThat(all).isEqualTo(now.values().stream().mapToLong(BalanceTest::load).sum());
      long mean = all / then.size();
      assertThat(then.values()).as("seed %d", seed).allSatisfy(parts ->
          assertThat(Math.abs(load(parts) - mean)).isLessThanOrEqualTo(mean / 9 + 1));
      assertThat(Balance.plan(then)).as("a second plan, seed %d", seed).isEmpty();
    }
  }

  private static void take(Map<ServerId, List<Balance.Part>> at, Balance.Step step) {
    switch (step) {
      case Balance.Step.Split(String table, long hash) -> at.values().forEach(parts ->
          having(parts, table, hash - 1).ifPresent(whole -> {
            double upper = ((double) ((whole.lastHash() - hash) >>> 1) + 1)
                / ((double) ((whole.lastHash() - whole.firstHash()) >>> 1) + 1);
            long objects = Math.round(whole.objects() * upper);
            parts.remove(whole);
            parts.add(new Balance.Part(
                table, whole.firstHash(), hash - 1, whole.objects() - objects));
            parts.add(new Balance.Part(table, hash, whole.lastHash(), objects));
          }));
      case Balance.Step.Move move -> {
        Balance.Part part =
            having(of(at, move.from()), move.table(), move.hash()).orElseThrow();
        of(at, move.from()).remove(part);
        of(at, move.to()).add(part);
      }
    }
  }

  private static List<Balance.Part> of(Map<ServerId, List<Balance.Part>> at, ServerId server) {
    return Objects.requireNonNull(at.get(server));
  }

  private static Optional<Balance.Part> having(
      List<Balance.Part> parts, String table, long hash) {
    return parts.stream().filter(part -> part.table().equals(table)
        && Long.compareUnsigned(part.firstHash(), hash) <= 0
        && Long.compareUnsigned(hash, part.lastHash()) <= 0).findFirst();
  }

  private static Map<ServerId, List<Balance.Part>> copy(Map<ServerId, List<Balance.Part>> all) {
    Map<ServerId, List<Balance.Part>> copied = new TreeMap<>();
    all.forEach((server, parts) -> copied.put(server, new ArrayList<>(parts)));
    return copied;
  }

  private static long load(List<Balance.Part> parts) {
    return parts.stream().mapToLong(Balance.Part::objects).sum();
  }

  private static Balance.Part whole(String table, long objects) {
    return new Balance.Part(table, 0, LAST, objects);
  }

  private static ServerId server(int number) {
    return ServerId.of(number, 1);
  }
}
