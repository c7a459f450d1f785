package dev.goalkeeper.store.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Inventory;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The log of a dead master, put together from what its backups say.
class LogPlanTest {
  private final Map<ServerId, List<Inventory.Held>> told = new TreeMap<>();

  @Test
  void digestOfTheHeadNamesWhatIsRead() {
    closed(1, 1, 100);
    closed(2, 2, 100);
    open(1, 3, 0, 60, 2, 3);
    open(2, 3, 0, 80, 2, 3);

    assertThat(plan(Epoch.NONE)).isEqualTo(new LogPlan.Complete(List.of(
        source(2, server(2)), source(3, server(2), server(1)))));
  }

  @Test
  void lowestOpenSegmentIsTheHeadWhileTheLogRolls() {
    open(1, 1, 0, 90, 1);
    closed(2, 1, 100);
    open(1, 2, 0, 20, 1, 2);
    open(2, 2, 0, 20, 1, 2);

    assertThat(plan(Epoch.NONE)).isEqualTo(
        new LogPlan.Complete(List.of(source(1, server(2), server(1)))));
  }

  @Test
  void openReplicaOfAnEpochThatIsOverDoesNotCount() {
    open(1, 1, 0, 50, 1);
    open(2, 1, 1, 90, 1);

    assertThat(plan(new Epoch(new SegmentId(1), 1))).isEqualTo(
        new LogPlan.Complete(List.of(source(1, server(2)))));
  }

  @Test
  void staleHeadIsNoHead() {
    open(1, 1, 0, 50, 1);

    assertThat(plan(new Epoch(new SegmentId(2), 0)))
        .isInstanceOfSatisfying(LogPlan.Incomplete.class,
            incomplete -> assertThat(incomplete.why()).contains("no head", "2+0"));
  }

  @Test
  void segmentThatNobodyHasIsNamed() {
    closed(1, 1, 100);
    open(1, 3, 0, 20, 1, 2, 3);

    assertThat(plan(Epoch.NONE)).isEqualTo(
        new LogPlan.Incomplete("of 3 segments nobody has [2]"));
  }

  @Test
  void openSegmentBelowItsEpochIsMissingAndNotReadShort() {
    open(1, 1, 0, 50, 1);
    open(1, 2, 0, 20, 1, 2);

    assertThat(plan(new Epoch(new SegmentId(1), 1)))
        .isEqualTo(new LogPlan.Incomplete("of 2 segments nobody has [1]"));
  }

  @Test
  void replicasThatAreAsGoodAsEachOtherTakeTurnsAndWorseOnesFollow() {
    for (int server = 1; server <= 2; server++) {
      closed(server, 1, 100);
      closed(server, 2, 100);
    }
    open(1, 3, 0, 60, 1, 2, 3);
    open(3, 2, 0, 90, 1, 2, 3);

    assertThat(plan(Epoch.NONE)).isEqualTo(new LogPlan.Complete(List.of(
        source(1, server(2), server(1)),
        source(2, server(1), server(2), server(3)),
        source(3, server(1)))));
  }

  @Test
  void headsThatNameDifferentSegmentsAreNotTrusted() {
    open(1, 2, 0, 20, 1, 2);
    open(2, 2, 0, 20, 2);

    assertThat(plan(Epoch.NONE)).isInstanceOf(LogPlan.Incomplete.class);
  }

  @Test
  void nothingAtAllIsIncomplete() {
    assertThat(plan(Epoch.NONE)).isInstanceOf(LogPlan.Incomplete.class);
  }

  private LogPlan plan(Epoch recorded) {
    Map<ServerId, Inventory> inventories = new TreeMap<>();
    told.forEach((server, held) -> {
      held.sort(Comparator.comparing(Inventory.Held::segment));
      inventories.put(server, new Inventory(held));
    });
    return LogPlan.of(inventories, recorded);
  }

  private void closed(int server, long segment, int length) {
    hold(server, new Inventory.Held(new SegmentId(segment), 1, 0, length, true, List.of()));
  }

  private void open(int server, long segment, int epoch, int length, long... digest) {
    hold(server, new Inventory.Held(new SegmentId(segment), 1, epoch, length, false,
        LongStream.of(digest).mapToObj(SegmentId::new).toList()));
  }

  private void hold(int server, Inventory.Held held) {
    told.computeIfAbsent(server(server), id -> new ArrayList<>()).add(held);
  }

  private static RecoverTablets.Source source(long segment, ServerId... holders) {
    return new RecoverTablets.Source(new SegmentId(segment), List.of(holders).stream()
        .map(holder -> new RecoverTablets.Replica(holder, 1)).toList());
  }

  private static ServerId server(int index) {
    return ServerId.of(index, 1);
  }
}
