package dev.goalkeeper.store.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.wire.Absent;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Read;
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
import dev.goalkeeper.store.wire.Value;
import dev.goalkeeper.store.wire.Versions;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.Written;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MasterTest {
  private static final ServerId SELF = ServerId.of(1, 1);
  private static final Address ADDRESS = new Address("host-1", 7000);
  private static final TableId TABLE = new TableId(1);
  private static final int SEGMENT_BYTES = 4096;
  private static final int SEGMENTS = 4;

  /// Holds answers until the test says how far the log is safe.
  private static final class Backups implements Durability {
    private record Held(LogPosition position, Runnable answer) {}

    private final List<Held> held = new ArrayList<>();
    private boolean safe = true;

    @Override
    public void whenCertified(LogPosition position, Runnable answer) {
      if (safe || position.segment().equals(SegmentId.NONE)) {
        answer.run();
      } else {
        held.add(new Held(position, answer));
      }
    }

    void hold() {
      safe = false;
    }

    void certify() {
      held.forEach(each -> each.answer().run());
      held.clear();
    }

    List<LogPosition> positions() {
      return held.stream().map(Held::position).toList();
    }
  }

  private final SegmentMemory memory = new SegmentMemory(SEGMENT_BYTES, SEGMENTS * SEGMENT_BYTES);
  private final SegmentMemory pages = HashIndex.pages(1 << 20);
  private final Log log = new Log(SELF, memory, new Unobserved());
  private final Backups backups = new Backups();
  private boolean leased = true;
  private final Master master = new Master(SELF, log, pages, backups, () -> leased);

  @BeforeEach
  void takeTheWholeTable() {
    assertThat(ask(take(TABLE, SELF))).isEqualTo(new Done());
  }

  @AfterEach
  void freeMemory() {
    memory.close();
    pages.close();
  }

  @Test
  void objectIsReadAsItWasWritten() {
    assertThat(write("a", "one")).isEqualTo(new Written(1));
    assertThat(write("a", "two")).isEqualTo(new Written(2));
    assertThat(write("b", "")).isEqualTo(new Written(1));

    assertThat(read("a")).isEqualTo(new Value(2, Bytes.utf8("two")));
    assertThat(read("b")).isEqualTo(new Value(1, Bytes.EMPTY));
    assertThat(read("c")).isEqualTo(new Absent());
  }

  @Test
  void versionsRiseAcrossRemovalAndCreation() {
    write("a", "1");
    write("a", "2");
    assertThat(remove("a", Versions.ANY)).isEqualTo(new Removed(2));
    assertThat(read("a")).isEqualTo(new Absent());
    assertThat(remove("a", Versions.ANY)).isEqualTo(new Absent());

    assertThat(write("a", "3")).isEqualTo(new Written(3));
  }

  @Test
  void conditionalWriteTakesEffectOnlyAtTheExpectedVersion() {
    assertThat(refusal(write("a", "x", 7))).isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(write("a", "x", Versions.ABSENT)).isEqualTo(new Written(1));
    assertThat(refusal(write("a", "y", Versions.ABSENT))).isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(write("a", "y", 1)).isEqualTo(new Written(2));
    assertThat(refusal(remove("a", 1))).isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(remove("a", 2)).isEqualTo(new Removed(2));
  }

  @Test
  void withoutALeaseNothingIsToldThatAnotherMasterMayHaveChanged() {
    write("a", "one");
    leased = false;

    assertThat(refusal(read("a"))).isEqualTo(Refusal.NO_LEASE);
    assertThat(refusal(read("absent"))).isEqualTo(Refusal.NO_LEASE);
    assertThat(refusal(write("a", "x", 7))).isEqualTo(Refusal.NO_LEASE);
    assertThat(refusal(remove("a", 7))).isEqualTo(Refusal.NO_LEASE);
    assertThat(refusal(remove("absent", Versions.ANY))).isEqualTo(Refusal.NO_LEASE);
    assertThat(write("a", "two")).isEqualTo(new Written(2));
    assertThat(remove("a", Versions.ANY)).isEqualTo(new Removed(2));
  }

  @Test
  void theLeaseCountsAtTheMomentWhenTheAnswerLeaves() {
    backups.hold();
    var answers = new ArrayList<Message>();
    tell(new Write(TABLE, Bytes.utf8("a"), Bytes.utf8("x"), Versions.ANY, Once.NONE), answers);
    tell(new Read(TABLE, Bytes.utf8("a")), answers);
    leased = false;
    backups.certify();

    assertThat(answers.getFirst()).isEqualTo(new Written(1));
    assertThat(refusal(answers.getLast())).isEqualTo(Refusal.NO_LEASE);
  }

  @Test
  void everyAnswerWaitsForTheLogBytesThatItRestsOn() {
    write("old", "safe");
    LogPosition afterOld = log.end();
    backups.hold();

    var answers = new ArrayList<Message>();
    tell(new Write(TABLE, Bytes.utf8("new"), Bytes.utf8("x"), Versions.ANY, Once.NONE), answers);
    LogPosition afterNew = log.end();
    tell(new Read(TABLE, Bytes.utf8("old")), answers);
    tell(new Read(TABLE, Bytes.utf8("new")), answers);
    tell(new Write(TABLE, Bytes.utf8("new"), Bytes.utf8("y"), 9, Once.NONE), answers);
    tell(new Remove(TABLE, Bytes.utf8("new"), Versions.ANY, Once.NONE), answers);
    LogPosition afterRemoval = log.end();
    tell(new Read(TABLE, Bytes.utf8("new")), answers);

    assertThat(answers).isEmpty();
    assertThat(backups.positions())
        .containsExactly(afterNew, afterOld, afterNew, afterNew, afterRemoval, afterRemoval);
    backups.certify();
    assertThat(answers).hasSize(6).last().isEqualTo(new Absent());
    assertThat(master.status().heldAnswers()).isZero();
  }

  @Test
  void absenceOfAKeyThatNeverWasRestsOnNothing() {
    write("a", "x");
    backups.hold();

    assertThat(read("never")).isEqualTo(new Absent());
  }

  @Test
  void fullMemoryRefusesAndLosesNothing() {
    Bytes value = Bytes.of(new byte[1000]);
    int written = 0;
    Message answer = new Written(1);
    while (answer instanceof Written) {
      answer = ask(new Write(
          TABLE, Bytes.utf8("key " + written++), value, Versions.ANY, Once.NONE));
    }
    assertThat(refusal(answer)).isEqualTo(Refusal.NO_SPACE);
    assertThat(written - 1).isGreaterThanOrEqualTo(SEGMENTS * 3);
    for (int i = 0; i < written - 1; i++) {
      assertThat(read("key " + i)).isEqualTo(new Value(1, value));
    }
    assertThat(read("key " + (written - 1))).isEqualTo(new Absent());
  }

  @Test
  void objectLargerThanASegmentIsRefused() {
    Message answer = ask(new Write(TABLE, Bytes.utf8("a"), Bytes.of(new byte[SEGMENT_BYTES]),
        Versions.ANY, Once.NONE));

    assertThat(refusal(answer)).isEqualTo(Refusal.TOO_LARGE);
  }

  @Test
  void keysOutsideItsTabletsAreRefused() {
    Message answer = ask(new Read(new TableId(2), Bytes.utf8("a")));

    assertThat(answer).isInstanceOfSatisfying(Refused.class, refused -> {
      assertThat(refused.reason()).isEqualTo(Refusal.NOT_OWNER);
      assertThat(refused.text()).contains("table 2", "s1.1");
    });
  }

  @Test
  void tabletIsTakenOnceAndNotForAnotherServer() {
    assertThat(ask(take(TABLE, SELF))).isEqualTo(new Done());
    assertThat(refusal(ask(take(new TableId(2), ServerId.of(1, 2)))))
        .isEqualTo(Refusal.WRONG_SERVER);
    var part = new Tablet(TABLE, 5, 9, SELF, ADDRESS);
    assertThat(refusal(ask(new TakeTablet(part, 0, "words")))).isEqualTo(Refusal.NOT_MINE);
    assertThat(master.status().tablets()).hasSize(1);
  }

  @Test
  void tooManyHeldAnswersAreRefusedAsBusy() {
    backups.hold();
    var answers = new ArrayList<Message>();
    write("a", "x");
    for (int i = 0; i < Answers.HELD_MAX; i++) {
      tell(new Read(TABLE, Bytes.utf8("a")), answers);
    }
    assertThat(answers).singleElement().isInstanceOfSatisfying(Refused.class,
        refused -> assertThat(refused.reason()).isEqualTo(Refusal.BUSY));

    backups.certify();
    assertThat(answers).hasSize(Answers.HELD_MAX);
    tell(new Read(TABLE, Bytes.utf8("a")), answers);
    backups.certify();
    assertThat(answers.getLast()).isInstanceOf(Value.class);
  }

  private Message write(String key, String value) {
    return write(key, value, Versions.ANY);
  }

  private Message write(String key, String value, long expected) {
    return ask(new Write(TABLE, Bytes.utf8(key), Bytes.utf8(value), expected, Once.NONE));
  }

  private Message read(String key) {
    return ask(new Read(TABLE, Bytes.utf8(key)));
  }

  private Message remove(String key, long expected) {
    return ask(new Remove(TABLE, Bytes.utf8(key), expected, Once.NONE));
  }

  private Message ask(Request.ToMaster request) {
    var answers = new ArrayList<Message>();
    tell(request, answers);
    return answers.isEmpty() ? new Absent() : answers.getFirst();
  }

  private void tell(Request.ToMaster request, List<Message> answers) {
    master.receive(request, answers::add);
  }

  private static TakeTablet take(TableId table, ServerId owner) {
    var whole = new Tablet(table, Tablet.HASH_FIRST, Tablet.HASH_LAST, owner, ADDRESS);
    return new TakeTablet(whole, 0, "words");
  }

  private static Refusal refusal(Message answer) {
    return ((Refused) answer).reason();
  }
}
