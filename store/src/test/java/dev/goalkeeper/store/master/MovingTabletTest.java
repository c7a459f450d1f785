package dev.goalkeeper.store.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.log.EntryParcel;
import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.recovery.Inbound;
import dev.goalkeeper.store.recovery.ReplayTarget;
import dev.goalkeeper.store.wire.Absent;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Done;
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
  private final Random random = new Random(1);
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
    for (Pulled page = pull(5, tablet(A, 0), PullCursor.START, target); !page.last(); pages++) {
      if (page.next().stage() != PullCursor.Stage.RESULTS) {
        change(source, 0, 2_000);
      }
      page = pull(5, tablet(A, 0), page.next(), target);
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

  /// Writes and removes at random; versions of a key rise whoever serves it.
  private void change(Master master, long tenure, int times) {
    for (int i = 0; i < times; i++) {
      Bytes key = key(random.nextInt(KEYS));
      long before = Math.abs(versions.getOrDefault(key, 0L));
      if (random.nextInt(3) == 0) {
        ask(master, new Remove(TABLE, key, Condition.ALWAYS, Once.NONE, tenure));
        versions.put(key, -before);
      } else {
        Message answer = ask(master, new Write(
            TABLE, key, Bytes.of(new byte[100]), Condition.ALWAYS, Once.NONE, tenure));
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
    var range = new LostTablet(
        TABLE, tablet.firstHash(), tablet.lastHash(), SegmentId.NONE, 0);
    return to.bring(new Inbound(number, tablet.owner(), List.of(range)),
        refused -> { }).orElseThrow();
  }

  private Pulled pull(long number, Tablet tablet, PullCursor from, ReplayTarget target) {
    var page = (Pulled) ask(source, new PullTablet(number, tablet, from));
    var parcel = new EntryParcel(page.bytes(), tablet.owner(), SegmentId.NONE);
    while (parcel.next()) {
      assertThat(target.replay(parcel.entry())).isEmpty();
    }
    assertThat(parcel.damaged()).isFalse();
    target.raiseVersions(page.versionFloor());
    return page;
  }

  private static void finish(ReplayTarget target) {
    while (!target.buried()) {
      assertThat(target.bury()).isEmpty();
    }
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

  private Master master(ServerId self) {
    var memory = new SegmentMemory(1 << 20, 64 << 20);
    SegmentMemory pages = HashIndex.pages(16 << 20);
    memories.addAll(List.of(memory, pages));
    return new Master(self, new Log(self, memory, new Unobserved()), pages,
        (position, answer) -> answer.run(), () -> true);
  }

  private static Message ask(Master master, Request.ToMaster request) {
    var answers = new ArrayList<Message>();
    master.receive(request, answers::add);
    return answers.getFirst();
  }
}
