package dev.goalkeeper.store.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.EntryParcel;
import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.recovery.Inbound;
import dev.goalkeeper.store.recovery.ReplayTarget;
import dev.goalkeeper.store.wire.Absent;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.LetGo;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.PullCursor;
import dev.goalkeeper.store.wire.PullTablet;
import dev.goalkeeper.store.wire.Pulled;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Remove;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.Value;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A tablet that goes from one living master to another, page by page, with what the coordinator
/// says of it said by the test.
class MovingTabletTest {
  private static final TableId TABLE = new TableId(1);
  private static final ServerId A = ServerId.of(1, 1);
  private static final ServerId B = ServerId.of(2, 1);
  private static final Address ADDRESS = new Address("host-1", 7000);
  private static final long MIDDLE = Long.MIN_VALUE;
  private static final int KEYS = 12_000;

  private final List<SegmentMemory> memories = new ArrayList<>();
  private final List<Log> logs = new ArrayList<>();
  private final SimulatedWorld world = World.simulated(1);
  private final Pool pool = Pool.named("masters").world(world).build();
  private final Random random = new Random(1);
  private final List<Runnable> uncertified = new ArrayList<>();
  private boolean certifies = true;
  private final Master source = master(A);
  private final Master heir = master(B);
  private final Map<Bytes, Long> versions = new HashMap<>();

  @AfterEach
  void freeMemory() {
    memories.forEach(SegmentMemory::close);
  }

  @Test
  void allThatIsThereAndAllThatIsDoneMeanwhileArrives() {
    take(source, tablet(A, 0));
    change(source, 0, 3 * KEYS);
    ReplayTarget target = bring(heir, 5, tablet(A, 0));
    var pages = 0;
    Pulled page = pull(source, 5, tablet(A, 0), PullCursor.START, target);
    for (; !page.last(); pages++) {
      if (page.next().stage() != PullCursor.Stage.RESULTS) {
        change(source, 0, 2_000);
      }
      page = pull(source, 5, tablet(A, 0), page.next(), target);
    }
    assertThat(pages).isGreaterThan(4);
    Bytes any = key(1);
    assertThat(refusal(ask(source, new Read(TABLE, any)))).isEqualTo(Refusal.NOT_OWNER);
    assertThat(refusal(ask(heir, new Read(TABLE, any)))).isEqualTo(Refusal.NOT_OWNER);

    finish(target);
    take(heir, tablet(B, 5));
    assertThat(ask(source, new LetGo(5))).isEqualTo(new Done());
    check(heir);
    change(heir, 5, KEYS);
    check(heir);
  }

  @Test
  void everyPageLeavesOnceItIsSafeAndThoseThatWaitAreBounded() {
    take(source, tablet(A, 0));
    change(source, 0, 2 * KEYS);
    certifies = false;
    List<Message> answers = new ArrayList<>();
    var first = new PullTablet(5, tablet(A, 0), PullCursor.START);
    int asked = 0;
    while (answers.isEmpty()) {
      source.receive(first, answers::add);
      asked++;
    }
    assertThat(answers).singleElement().isInstanceOfSatisfying(
        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Refusal.BUSY));
    assertThat(asked).isEqualTo(uncertified.size() + 1).isGreaterThan(100);
    uncertified.forEach(Runnable::run);
    assertThat(answers).hasSize(asked);
    assertThat(answers.subList(1, asked)).allMatch(Pulled.class::isInstance);
  }

  @Test
  void whatWasMeantForAnEarlierTenureIsNotDoneAfterTheTabletHasComeBack() {
    take(source, tablet(A, 0));
    Write late = write(key(1), 0);
    move(5, A, B);
    move(6, B, A);

    assertThat(refusal(ask(source, late))).isEqualTo(Refusal.NOT_OWNER);
    assertThat(ask(source, write(key(1), 6))).isInstanceOf(Written.class);
  }

  @Test
  void whatIsLateChangesNothing() {
    take(source, tablet(A, 0));
    ask(source, write(key(1), 0));
    move(5, A, B);

    var given = new TakeTablet(tablet(A, 0), "words");
    assertThat(refusal(ask(source, given))).isEqualTo(Refusal.NOT_MINE);
    move(6, B, A);
    assertThat(refusal(ask(source, given))).isEqualTo(Refusal.NOT_MINE);
    var tail = new PullTablet(5, tablet(A, 0), new PullCursor(PullCursor.Stage.TAIL, 1, 100));
    assertThat(refusal(ask(source, tail))).isEqualTo(Refusal.NOT_OWNER);
    assertThat(ask(source, new LetGo(5))).isEqualTo(new Done());
    assertThat(ask(source, new Read(TABLE, key(1)))).isInstanceOf(Value.class);
  }

  @Test
  void aTabletThatStaysIsServedInItsNewTenureAlone() {
    take(source, tablet(A, 0));
    change(source, 0, 100);
    ReplayTarget target = bring(heir, 5, tablet(A, 0));
    all(source, 5, tablet(A, 0), target);
    assertThat(refusal(ask(source, write(key(1), 0)))).isEqualTo(Refusal.NOT_OWNER);
    take(source, tablet(A, 0));
    assertThat(refusal(ask(source, write(key(1), 0)))).isEqualTo(Refusal.NOT_OWNER);

    take(source, tablet(A, 6));
    assertThat(refusal(ask(source, write(key(1), 0)))).isEqualTo(Refusal.NOT_OWNER);
    change(source, 6, 100);
    check(source);
    assertThat(refusal(ask(source, new PullTablet(5, tablet(A, 0), PullCursor.START))))
        .isEqualTo(Refusal.NOT_OWNER);
  }

  @Test
  void piecesHaveTheirObjectsTogetherUntilOneGoes() {
    take(source, tablet(A, 0));
    change(source, 0, KEYS);
    Tablet low = tablet(A, 0).within(Tablet.HASH_FIRST, MIDDLE - 1);
    Tablet high = tablet(A, 0).within(MIDDLE, Tablet.HASH_LAST);
    take(source, low);
    take(source, high);
    change(source, 0, KEYS);
    check(source);

    ReplayTarget target = bring(heir, 5, high);
    all(source, 5, high, target);
    take(heir, new Tablet(TABLE, MIDDLE, Tablet.HASH_LAST, B, ADDRESS, 5));
    ask(source, new LetGo(5));
    world.run(Duration.ofMillis(100));
    versions.keySet().forEach(key -> {
      boolean lower = low.contains(KeyHash.of(key));
      Message answer = ask(lower ? heir : source, new Read(TABLE, key));
      assertThat(refusal(answer)).isEqualTo(Refusal.NOT_OWNER);
    });
    long left = versions.entrySet().stream()
        .filter(each -> each.getValue() > 0 && low.contains(KeyHash.of(each.getKey()))).count();
    assertThat(source.status().tablets()).singleElement()
        .extracting(MasterStatus.TabletLine::objects).isEqualTo(left);
    versions.keySet().removeIf(key -> !low.contains(KeyHash.of(key)));
    check(source);
  }

  @Test
  void nothingIsBroughtToAMasterThatHasSomethingOfItStill() {
    take(source, tablet(A, 0));
    change(source, 0, KEYS);
    ReplayTarget target = bring(heir, 5, tablet(A, 0));
    all(source, 5, tablet(A, 0), target);
    take(heir, tablet(B, 5));
    assertThat(refused(source, 6, tablet(B, 5))).isEqualTo(Refusal.BUSY);
    ask(source, new LetGo(5));
    assertThat(refused(source, 6, tablet(B, 5))).isEqualTo(Refusal.BUSY);
    world.run(Duration.ofMillis(100));
    assertThat(bring(source, 6, tablet(B, 5))).isNotNull();
    assertThat(refused(source, 5, tablet(B, 5))).isEqualTo(Refusal.INCOMPLETE);
  }

  @Test
  void whatIsReadByAHeirIsNotCleaned() {
    take(source, tablet(A, 0));
    change(source, 0, 100);
    pull(source, 5, tablet(A, 0), PullCursor.START, bring(heir, 5, tablet(A, 0)));
    LogSegment read = logs.getFirst().head();
    logs.getFirst().roll();
    assertThat(logs.getFirst().pins().hold(read)).isTrue();
    assertThat(logs.getFirst().pins().hold(logs.getFirst().head())).isTrue();
    take(source, tablet(A, 6));
    assertThat(logs.getFirst().pins().none()).isTrue();
  }

  /// All of it, from an owner to an heir that takes it.
  private void move(long number, ServerId from, ServerId to) {
    Master owner = from.equals(A) ? source : heir;
    Master next = from.equals(A) ? heir : source;
    ReplayTarget target = bring(next, number, tablet(from, number == 5 ? 0 : number - 1));
    all(owner, number, tablet(from, number == 5 ? 0 : number - 1), target);
    take(next, tablet(to, number));
    assertThat(ask(owner, new LetGo(number))).isEqualTo(new Done());
    world.run(Duration.ofMillis(100));
  }

  private void all(Master from, long number, Tablet tablet, ReplayTarget target) {
    PullCursor cursor = PullCursor.START;
    for (boolean last = false; !last; ) {
      Pulled page = pull(from, number, tablet, cursor, target);
      cursor = page.next();
      last = page.last();
    }
    finish(target);
  }

  private Refusal refused(Master to, long number, Tablet tablet) {
    List<Message> answers = new ArrayList<>();
    assertThat(to.bring(inbound(number, tablet), answers::add)).isEmpty();
    return refusal(answers.getFirst());
  }

  private static Write write(Bytes key, long tenure) {
    return new Write(
        TABLE, key, Bytes.of(new byte[100]), Condition.ALWAYS, Once.NONE, tenure);
  }

  /// Writes and removes at random; versions of a key rise whoever serves it.
  private void change(Master master, long tenure, int times) {
    for (int i = 0; i < times; i++) {
      Bytes key = key(random.nextInt(KEYS));
      long before = Math.abs(versions.getOrDefault(key, 0L));
      if (random.nextInt(3) == 0) {
        ask(master, new Remove(TABLE, key, Condition.ALWAYS, Once.NONE, tenure));
        versions.put(key, -before);
      } else {
        Message answer = ask(master, write(key, tenure));
        assertThat(answer).isInstanceOf(Written.class);
        long version = ((Written) answer).version();
        assertThat(version).isGreaterThan(before);
        versions.put(key, version);
      }
    }
  }

  private void check(Master master) {
    versions.forEach((key, version) -> {
      Message answer = ask(master, new Read(TABLE, key));
      if (version > 0) {
        assertThat(answer).isInstanceOfSatisfying(
            Value.class, value -> assertThat(value.version()).isEqualTo(version));
      } else {
        assertThat(answer).isEqualTo(new Absent());
      }
    });
  }

  private ReplayTarget bring(Master to, long number, Tablet tablet) {
    return to.bring(inbound(number, tablet), refused -> { }).orElseThrow();
  }

  private static Inbound inbound(long number, Tablet tablet) {
    var range = new LostTablet(
        TABLE, tablet.firstHash(), tablet.lastHash(), SegmentId.NONE, 0);
    return new Inbound(number, tablet.owner(), List.of(range));
  }

  private static Pulled pull(
      Master owner, long number, Tablet tablet, PullCursor from, ReplayTarget target) {
    var page = (Pulled) ask(owner, new PullTablet(number, tablet, from));
    var parcel = new EntryParcel(page.bytes(), tablet.owner(), SegmentId.NONE);
    while (parcel.next()) {
      assertThat(target.replay(parcel.entry())).isEqualTo(Room.READY);
    }
    assertThat(parcel.damaged()).isFalse();
    target.raiseVersions(page.versionFloor());
    return page;
  }

  private static void finish(ReplayTarget target) {
    assertThat(target.bury()).isEmpty();
    target.finish(() -> { });
  }

  private static Tablet tablet(ServerId owner, long tenure) {
    return new Tablet(TABLE, Tablet.HASH_FIRST, Tablet.HASH_LAST, owner, ADDRESS, tenure);
  }

  private static void take(Master master, Tablet tablet) {
    assertThat(ask(master, new TakeTablet(tablet, "words"))).isEqualTo(new Done());
  }

  private static Bytes key(int number) {
    return Bytes.utf8("key " + number);
  }

  private static Refusal refusal(Message answer) {
    return ((Refused) answer).reason();
  }

  private void hold(Runnable answer) {
    if (certifies) {
      answer.run();
    } else {
      uncertified.add(answer);
    }
  }

  private Master master(ServerId self) {
    var memory = new SegmentMemory(1 << 20, 64 << 20);
    SegmentMemory pages = HashIndex.pages(16 << 20);
    memories.addAll(List.of(memory, pages));
    var log = new Log(self, memory, new Unobserved());
    logs.add(log);
    var master =
        new Master(self, new Space(log, () -> 1), pages, (position, answer) -> hold(answer),
            () -> true);
    pool.add(master.releases());
    return master;
  }

  private static Message ask(Master master, Request.ToMaster request) {
    var answers = new ArrayList<Message>();
    master.receive(request, answers::add);
    return answers.getFirst();
  }
}
