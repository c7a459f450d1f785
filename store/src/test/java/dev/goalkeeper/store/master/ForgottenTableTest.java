package dev.goalkeeper.store.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.recovery.Inbound;
import dev.goalkeeper.store.recovery.ReplayTarget;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.ForgetTable;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A master forgets a table that was dropped: at once for those who ask, and in memory soon.
class ForgottenTableTest {
  private static final ServerId SELF = ServerId.of(1, 1);
  private static final ServerId CRASHED = ServerId.of(2, 1);
  private static final Address ADDRESS = new Address("host", 1);
  private static final TableId WORDS = new TableId(3);
  private static final TableId OTHERS = new TableId(4);
  private static final int OBJECTS = 6_000;

  private final SegmentMemory memory = new SegmentMemory(1 << 20, 8 << 20);
  private final SegmentMemory pages = HashIndex.pages(1 << 20);
  private final Log log = new Log(SELF, memory, new Unobserved());
  private final Master master =
      new Master(SELF, new Space(log, () -> 1), pages, (position, answer) -> answer.run(),
          () -> true);
  private final SimulatedWorld world = World.simulated(7);
  private final Pool pool = Pool.named("store").world(world).build();

  @BeforeEach
  void serveTwoTables() {
    pool.event("start", () -> pool.add(master.releases()));
    assertThat(ask(take(WORDS, 0))).isEqualTo(new Done());
    assertThat(ask(take(OTHERS, 0))).isEqualTo(new Done());
    for (int i = 0; i < OBJECTS; i++) {
      write(WORDS, i);
    }
    write(OTHERS, 1);
  }

  @AfterEach
  void freeMemory() {
    memory.close();
    pages.close();
  }

  @Test
  void ruleU1GivesBackSomeObjectsATurnUntilNoneIsLeft() {
    long before = log.objectBytes();
    pool.event("drop", () -> assertThat(ask(new ForgetTable(WORDS))).isEqualTo(new Done()));
    assertThat(refusal(ask(read(WORDS)))).isEqualTo(Refusal.NOT_OWNER);
    assertThat(master.status().leaving()).isEqualTo(1);
    assertThat(log.objectBytes()).isPositive();

    world.run(Duration.ofMillis(5));
    assertThat(master.status().leaving()).isZero();
    assertThat(log.objectBytes()).isEqualTo(before / (OBJECTS + 1));
    assertThat(pages.slicesTaken()).isEqualTo(1);
    assertThat(pool.firings().getOrDefault("Releases", Map.of()).getOrDefault("U1", 0L))
        .isGreaterThan(1);
    assertThat(ask(read(OTHERS))).isNotInstanceOf(Refused.class);
  }

  @Test
  void whatIsNotGivenBackYetIsStillFoundByTheCleaner() {
    long each = log.objectBytes() / (OBJECTS + 1);
    pool.event("drop", () -> ask(new ForgetTable(WORDS)));
    long found = 0;
    for (int i = 0; i < OBJECTS; i++) {
      var key = key(i).memory();
      var holder = (TabletObjects) master.holder(WORDS, KeyHash.of(key)).orElseThrow();
      found += holder.find(KeyHash.of(key), key) == 0 ? 0 : 1;
    }
    assertThat(found).isEqualTo(log.objectBytes() / each - 1);
  }

  @Test
  void tabletThatComesLateIsRefusedInThisLife() {
    pool.event("drop", () -> ask(new ForgetTable(WORDS)));
    assertThat(refusal(ask(take(WORDS, 0)))).isEqualTo(Refusal.UNKNOWN_TABLE);
    world.run(Duration.ofSeconds(1));
    assertThat(ask(new ForgetTable(WORDS))).isEqualTo(new Done());
    assertThat(refusal(ask(take(WORDS, 0)))).isEqualTo(Refusal.UNKNOWN_TABLE);
    assertThat(ask(take(new TableId(5), 0))).isEqualTo(new Done());
  }

  @Test
  void recoveryBringsNothingOfIt() {
    var lost = new LostTablet(new TableId(8), 0, -1, SegmentId.NONE, 0);
    var late = new LostTablet(WORDS, 0, -1, SegmentId.NONE, 0);
    ReplayTarget target = recover(9, lost);
    target.bury();
    target.finish(() -> {});
    pool.event("drop", () -> ask(new ForgetTable(new TableId(8))));
    pool.event("drop", () -> ask(new ForgetTable(WORDS)));
    assertThat(master.bring(inbound(10, late), refused -> { })).isEmpty();
    world.run(Duration.ofMillis(5));

    assertThat(refusal(ask(take(new TableId(8), 9)))).isEqualTo(Refusal.UNKNOWN_TABLE);
    assertThat(pages.slicesTaken()).isEqualTo(1);
  }

  private ReplayTarget recover(long number, LostTablet lost) {
    return master.bring(inbound(number, lost), refused -> { }).orElseThrow();
  }

  private static Inbound inbound(long number, LostTablet lost) {
    return new Inbound(number, CRASHED, List.of(lost));
  }

  private void write(TableId table, int number) {
    ask(new Write(table, key(number), Bytes.utf8("value"), Condition.ALWAYS, Once.NONE, 0));
  }

  private static Bytes key(int number) {
    return Bytes.utf8("key %06d".formatted(number));
  }

  private static Read read(TableId table) {
    return new Read(table, key(1));
  }

  private Message ask(Request.ToMaster request) {
    var answers = new ArrayList<Message>();
    master.receive(request, answers::add);
    return answers.getFirst();
  }

  private static TakeTablet take(TableId table, long tenure) {
    return new TakeTablet(
        new Tablet(table, Tablet.HASH_FIRST, Tablet.HASH_LAST, SELF, ADDRESS, tenure), "t");
  }

  private static Refusal refusal(Message answer) {
    return ((Refused) answer).reason();
  }
}
