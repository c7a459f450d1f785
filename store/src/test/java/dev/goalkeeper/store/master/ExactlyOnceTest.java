package dev.goalkeeper.store.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.EntryParcel;
import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.EntryType;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.EntryWalker;
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
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Mismatch;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Remove;
import dev.goalkeeper.store.wire.Removed;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.Versions;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.Written;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A mutation that comes again does nothing more, and is answered as before: also by whoever has
/// recovered the tablet.
class ExactlyOnceTest {
  private static final TableId TABLE = new TableId(1);
  private static final ServerId FIRST = ServerId.of(1, 1);
  private static final ServerId HEIR = ServerId.of(2, 1);
  private static final Address ADDRESS = new Address("host-1", 7000);
  private static final int SEGMENT_BYTES = 64 << 10;
  private static final long CLIENT = 70;

  private final List<SegmentMemory> memories = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private boolean safe = true;
  private long tenure;
  private final Log log = log(FIRST);
  private final Master master = master(FIRST, log);

  ExactlyOnceTest() {
    assertThat(ask(master, take(FIRST, 0))).hasSize(1);
    lives(master);
  }

  @AfterEach
  void freeMemory() {
    memories.forEach(SegmentMemory::close);
  }

  @Test
  void whatComesAgainIsAnsweredAsBeforeAndDoesNothing() {
    assertThat(ask(master, write("a", 1, 0))).containsExactly(new Written(1));
    assertThat(ask(master, write("a", 2, 0))).containsExactly(new Written(2));
    assertThat(ask(master, write("a", 1, 0))).containsExactly(new Written(1));
    assertThat(ask(master, remove("a", 3, 0))).containsExactly(new Removed(2));
    assertThat(ask(master, remove("a", 3, 0))).containsExactly(new Removed(2));
    assertThat(ask(master, write("a", 2, 0))).containsExactly(new Written(2));
    assertThat(ask(master, write("a", 4, 3))).containsExactly(new Written(3));
  }

  @Test
  void whatComesAgainIsAnsweredNoSoonerThanTheFirst() {
    safe = false;
    List<Message> first = ask(master, write("a", 1, 0));
    List<Message> again = ask(master, write("a", 1, 0));
    assertThat(first).isEmpty();
    assertThat(again).isEmpty();
    List.copyOf(held).forEach(Runnable::run);
    assertThat(again).isEqualTo(first).containsExactly(new Written(1));
  }

  @Test
  void whatFailedIsNotDoneLater() {
    assertThat(ask(master, remove("a", 1, 0))).containsExactly(new Absent());
    assertThat(ask(master, write("a", 2, 0, 7)))
        .containsExactly(new Mismatch(Versions.ABSENT));
    for (int i = 3; i < 10; i++) {
      ask(master, write("a", i, 0));
    }
    assertThat(ask(master, remove("a", 1, 0))).containsExactly(new Absent());
    assertThat(ask(master, write("a", 2, 0, 7)))
        .containsExactly(new Mismatch(Versions.ABSENT));
    assertThat(ask(master, write("a", 10, 0))).containsExactly(new Written(8));
  }

  @Test
  void whatIsAcknowledgedIsNeverDoneAgain() {
    ask(master, write("a", 1, 0));
    ask(master, write("b", 2, 1));
    assertThat(refusal(master, write("a", 1, 0))).isEqualTo(Refusal.STALE_SEQUENCE);
    assertThat(ask(master, write("a", 3, 1))).containsExactly(new Written(2));
  }

  @Test
  void whoHasTooManyUnderWayWaits() {
    assertThat(refusal(master, write("a", Limits.WINDOW_MAX + 1, 0))).isEqualTo(Refusal.BUSY);
    for (int i = 1; i <= Limits.WINDOW_MAX; i++) {
      ask(master, write("a", i, 0));
    }
    assertThat(ask(master, write("a", 1, 0))).containsExactly(new Written(1));
    assertThat(ask(master, write("a", Limits.WINDOW_MAX + 1, 1)))
        .containsExactly(new Written(Limits.WINDOW_MAX + 1));
  }

  @Test
  void ofAClientThatIsNotKnownTheCoordinatorIsAskedOnce() {
    List<Message> first = ask(master, write(71, "a", 1, 0));
    List<Message> second = ask(master, write(71, "b", 2, 0));
    assertThat(first).isEmpty();
    Clients clients = master.clients();
    assertThat(clients.wanted().get()).isTrue();
    assertThat(clients.question()).containsExactly(71L);
    clients.learn(List.of(71L), List.of(), clients.adoptions(), master::receive);
    assertThat(first).containsExactly(new Written(1));
    assertThat(second).containsExactly(new Written(1));
    assertThat(clients.wanted().get()).isFalse();
  }

  @Test
  void nothingIsDoneForAClientWhoseLeaseHasEnded() {
    ask(master, write("a", 1, 0));
    EntryView result = onlyResult(log);
    assertThat(counts(result)).isTrue();
    ends(master);
    assertThat(counts(result)).isFalse();
    List<Message> again = ask(master, write("a", 1, 0));
    List<Message> more = ask(master, write("a", 2, 0));
    ends(master);
    assertThat(again).hasSize(1).first().extracting(answer -> ((Refused) answer).reason())
        .isEqualTo(Refusal.CLIENT_ENDED);
    assertThat(more).hasSize(1).isNotEqualTo(List.of(new Written(2)));
  }

  @Test
  void whileTheCoordinatorIsAwayWhoWaitsIsToldToTryAgain() {
    List<Message> waits = ask(master, write(71, "a", 1, 0));
    master.clients().dismiss();
    assertThat(((Refused) waits.getFirst()).reason()).isEqualTo(Refusal.BUSY);
    assertThat(ask(master, write("a", 1, 0))).containsExactly(new Written(1));
  }

  @Test
  void theHeirKnowsWhatCameOfIt() {
    ask(master, write("a", 1, 0));
    ask(master, write("b", 2, 0));
    ask(master, remove("a", 3, 1));
    Log heirsLog = log(HEIR);
    Master heir = heir(heirsLog, log);
    tenure = 6;
    assertThat(ask(heir, remove("a", 3, 1))).containsExactly(new Removed(1));
    assertThat(refusal(heir, write("a", 1, 0))).isEqualTo(Refusal.STALE_SEQUENCE);

    Master heirOfTheHeir = heir(log(ServerId.of(3, 1)), heirsLog);
    assertThat(ask(heirOfTheHeir, write("b", 2, 0))).containsExactly(new Written(1));
  }

  @Test
  void anHeirAsksAnewWhetherAClientLives() {
    ask(master, write("a", 1, 0));
    Master heir = heir(log(HEIR), log);
    tenure = 6;
    List<Message> next = ask(heir, write("a", 2, 1));
    assertThat(next).isEmpty();
    lives(heir);
    assertThat(next).containsExactly(new Written(2));
  }

  @Test
  void whatIsAcknowledgedCountsNoMore() {
    ask(master, write("a", 1, 0));
    EntryView result = onlyResult(log);
    assertThat(counts(result)).isTrue();
    ask(master, write("b", 2, 1));
    assertThat(counts(result)).isFalse();
  }

  /// A master that has recovered all of a dead one's log, from its end to its beginning, twice.
  private Master heir(Log own, Log dead) {
    Master heir = master(HEIR, own);
    var lost = new LostTablet(
        TABLE, Tablet.HASH_FIRST, Tablet.HASH_LAST, new SegmentId(1), 0);
    var request = new RecoverTablets(6, FIRST, List.of(lost),
        List.of(new RecoverTablets.Source(new SegmentId(1),
            List.of(new RecoverTablets.Replica(HEIR, 1)))));
    ReplayTarget target = heir.bring(Inbound.of(request), answer -> { }).orElseThrow();
    List<EntryParcel> parcels = new ArrayList<>();
    for (LogSegment segment : dead.segments()) {
      EntryWalker walker = walker(segment);
      while (walker.next(segment.length())) {
        if (walker.entry().type().compareTo(EntryType.DIGEST) > 0) {
          parcels.add(parcel(walker.entry(), segment));
          parcels.add(parcel(walker.entry(), segment));
        }
      }
    }
    for (EntryParcel parcel : parcels.reversed()) {
      assertThat(parcel.next()).isTrue();
      assertThat(target.replay(parcel.entry())).isEqualTo(Room.READY);
    }
    assertThat(target.bury()).isEmpty();
    target.finish(() -> { });
    assertThat(ask(heir, take(HEIR, 6))).hasSize(1);
    return heir;
  }

  private static EntryWalker walker(LogSegment segment) {
    return new EntryWalker(
        segment.bytes(0, segment.length()), segment.master(), segment.id());
  }

  private static EntryParcel parcel(EntryView entry, LogSegment segment) {
    var packing = new EntryParcel.Packing(SEGMENT_BYTES);
    packing.add(entry, segment.id());
    return new EntryParcel(packing.bytes(), segment.master(), segment.id());
  }

  private static EntryView onlyResult(Log log) {
    EntryWalker walker = walker(log.head());
    do {
      assertThat(walker.next(log.head().length())).isTrue();
    } while (walker.entry().type() != EntryType.RESULT);
    return walker.entry();
  }

  private boolean counts(EntryView result) {
    return master.holdsResult(
        result.once(), EntryReference.of(log.head().id(), result.offset()));
  }

  private static void lives(Master master) {
    Clients clients = master.clients();
    clients.learn(List.of(CLIENT), List.of(), clients.adoptions(), master::receive);
  }

  private static void ends(Master master) {
    Clients clients = master.clients();
    clients.learn(List.of(CLIENT), List.of(CLIENT), clients.adoptions(), master::receive);
  }

  private Log log(ServerId of) {
    var memory = new SegmentMemory(SEGMENT_BYTES, 8 * SEGMENT_BYTES);
    memories.add(memory);
    return new Log(of, memory, new Unobserved());
  }

  private Master master(ServerId of, Log its) {
    SegmentMemory pages = HashIndex.pages(1 << 20);
    memories.add(pages);
    Durability durability = (position, answer) -> {
      if (safe) {
        answer.run();
      } else {
        held.add(answer);
      }
    };
    return new Master(of, new Space(its, () -> 1), pages, durability, () -> true);
  }

  private Request.ToMaster write(String key, long sequence, long acknowledged) {
    return write(CLIENT, key, sequence, acknowledged);
  }

  private Request.ToMaster write(
      String key, long sequence, long acknowledged, long expected) {
    return new Write(TABLE, Bytes.utf8(key), Bytes.utf8("of " + sequence),
        Condition.version(expected), new Once(CLIENT, sequence, acknowledged), tenure);
  }

  private Request.ToMaster write(
      long client, String key, long sequence, long acknowledged) {
    return new Write(TABLE, Bytes.utf8(key), Bytes.utf8("of " + sequence), Condition.ALWAYS,
        new Once(client, sequence, acknowledged), tenure);
  }

  private Request.ToMaster remove(String key, long sequence, long acknowledged) {
    return new Remove(TABLE, Bytes.utf8(key), Condition.ALWAYS,
        new Once(CLIENT, sequence, acknowledged), tenure);
  }

  private static TakeTablet take(ServerId owner, long tenure) {
    var whole = new Tablet(TABLE, Tablet.HASH_FIRST, Tablet.HASH_LAST, owner, ADDRESS, tenure);
    return new TakeTablet(whole, "words");
  }

  private static List<Message> ask(Master of, Request.ToMaster request) {
    var answers = new ArrayList<Message>();
    of.receive(request, answers::add);
    return answers;
  }

  private static Refusal refusal(Master of, Request.ToMaster request) {
    return ((Refused) ask(of, request).getFirst()).reason();
  }
}
