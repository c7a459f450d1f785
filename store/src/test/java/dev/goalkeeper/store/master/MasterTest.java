package dev.goalkeeper.store.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.wire.Absent;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Increment;
import dev.goalkeeper.store.wire.Incremented;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Mismatch;
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
  private final Master master = new Master(
      SELF, new Space(log, () -> 1), pages, backups, () -> leased);

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
    assertThat(remove("a", Condition.ALWAYS)).isEqualTo(new Removed(2));
    assertThat(read("a")).isEqualTo(new Absent());
    assertThat(remove("a", Condition.ALWAYS)).isEqualTo(new Absent());

    assertThat(write("a", "3")).isEqualTo(new Written(3));
  }

  @Test
  void mutationTakesEffectOnlyWhereItsConditionHoldsAndIsToldWhatIsThereOtherwise() {
    var nothing = new Mismatch(Versions.ABSENT);
    assertThat(write("a", "x", Condition.version(7))).isEqualTo(nothing);
    assertThat(write("a", "x", Condition.atMost(7))).isEqualTo(nothing);
    assertThat(write("a", "x", Condition.PRESENT)).isEqualTo(nothing);
    assertThat(increment("a", 1, Condition.PRESENT)).isEqualTo(nothing);
    assertThat(remove("a", Condition.version(7))).isEqualTo(new Absent());
    assertThat(write("a", "x", Condition.ABSENT)).isEqualTo(new Written(1));
    assertThat(write("a", "x", Condition.version(1))).isEqualTo(new Written(2));
    assertThat(write("a", "x", Condition.atMost(2))).isEqualTo(new Written(3));
    assertThat(write("a", "y", Condition.PRESENT)).isEqualTo(new Written(4));

    for (Condition wrong : List.of(
        Condition.ABSENT, Condition.version(3), Condition.version(5), Condition.atMost(3))) {
      assertThat(write("a", "z", wrong)).as("%s", wrong).isEqualTo(new Mismatch(4));
      assertThat(increment("a", 1, wrong)).as("%s", wrong).isEqualTo(new Mismatch(4));
      assertThat(remove("a", wrong)).as("%s", wrong).isEqualTo(new Mismatch(4));
    }
    assertThat(read("a")).isEqualTo(new Value(4, Bytes.utf8("y")));
    assertThat(remove("a", Condition.atMost(9))).isEqualTo(new Removed(4));
  }

  @Test
  void incrementsAddUpFromNothingAndCountAsVersions() {
    assertThat(increment("n", -5, Condition.ABSENT)).isEqualTo(new Incremented(1, -5));
    assertThat(increment("n", 7, Condition.version(1))).isEqualTo(new Incremented(2, 2));
    assertThat(read("n")).isEqualTo(new Value(2, Bytes.number(2)));
    assertThat(remove("n", Condition.ALWAYS)).isEqualTo(new Removed(2));
    assertThat(increment("n", 1, Condition.ALWAYS)).isEqualTo(new Incremented(3, 1));
  }

  @Test
  void nothingIsAddedToWhatIsNoNumberNorBeyondSixtyFourBits() {
    write("a", "seven b");
    write("b", "eight by");
    ask(new Write(TABLE, Bytes.utf8("n"), Bytes.number(Long.MAX_VALUE), Condition.ALWAYS,
        Once.NONE, 0));

    assertThat(refusal(increment("a", 1, Condition.ALWAYS))).isEqualTo(Refusal.NOT_A_NUMBER);
    assertThat(increment("b", 1, Condition.ALWAYS)).isInstanceOf(Incremented.class);
    assertThat(refusal(increment("n", 1, Condition.ALWAYS))).isEqualTo(Refusal.OVERFLOW);
    assertThat(increment("n", Long.MIN_VALUE, Condition.ALWAYS))
        .isEqualTo(new Incremented(2, -1));
    assertThat(refusal(increment("n", Long.MIN_VALUE, Condition.ALWAYS)))
        .isEqualTo(Refusal.OVERFLOW);
    assertThat(read("n")).isEqualTo(new Value(2, Bytes.number(-1)));
    assertThat(read("a")).isEqualTo(new Value(1, Bytes.utf8("seven b")));
  }

  @Test
  void withoutALeaseNothingIsToldThatAnotherMasterMayHaveChanged() {
    write("a", "one");
    leased = false;

    assertThat(refusal(read("a"))).isEqualTo(Refusal.NO_LEASE);
    assertThat(refusal(read("absent"))).isEqualTo(Refusal.NO_LEASE);
    assertThat(refusal(write("a", "x", Condition.version(7)))).isEqualTo(Refusal.NO_LEASE);
    assertThat(refusal(remove("a", Condition.version(7)))).isEqualTo(Refusal.NO_LEASE);
    assertThat(refusal(increment("a", 1, Condition.ALWAYS))).isEqualTo(Refusal.NO_LEASE);
    assertThat(refusal(remove("absent", Condition.ALWAYS))).isEqualTo(Refusal.NO_LEASE);
    assertThat(write("a", "two")).isEqualTo(new Written(2));
    assertThat(remove("a", Condition.ALWAYS)).isEqualTo(new Removed(2));
  }

  @Test
  void theLeaseCountsAtTheMomentWhenTheAnswerLeaves() {
    backups.hold();
    var answers = new ArrayList<Message>();
    tell(write("a", Condition.ALWAYS), answers);
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
    tell(write("new", Condition.ALWAYS), answers);
    LogPosition afterNew = log.end();
    tell(new Read(TABLE, Bytes.utf8("old")), answers);
    tell(new Read(TABLE, Bytes.utf8("new")), answers);
    tell(write("new", Condition.version(9)), answers);
    tell(new Remove(TABLE, Bytes.utf8("new"), Condition.ALWAYS, Once.NONE, 0), answers);
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
          TABLE, Bytes.utf8("key " + written++), value, Condition.ALWAYS, Once.NONE, 0));
    }
    assertThat(refusal(answer)).isEqualTo(Refusal.NO_SPACE);
    assertThat(written - 1).isGreaterThanOrEqualTo(SEGMENTS * 3 - 1);
    for (int i = 0; i < written - 1; i++) {
      assertThat(read("key " + i)).isEqualTo(new Value(1, value));
    }
    assertThat(read("key " + (written - 1))).isEqualTo(new Absent());
  }

  @Test
  void objectLargerThanASegmentIsRefused() {
    Message answer = ask(new Write(TABLE, Bytes.utf8("a"), Bytes.of(new byte[SEGMENT_BYTES]),
        Condition.ALWAYS, Once.NONE, 0));

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
  void tabletIsTakenOnceOrInPiecesAndNotForAnotherServer() {
    assertThat(ask(take(TABLE, SELF))).isEqualTo(new Done());
    assertThat(refusal(ask(take(new TableId(2), ServerId.of(1, 2)))))
        .isEqualTo(Refusal.WRONG_SERVER);
    var part = new Tablet(TABLE, 5, 9, SELF, ADDRESS, 0);
    assertThat(ask(new TakeTablet(part, "words"))).isEqualTo(new Done());
    assertThat(refusal(ask(take(TABLE, SELF)))).isEqualTo(Refusal.NOT_MINE);
    assertThat(master.status().tablets()).hasSize(3);
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
    return write(key, value, Condition.ALWAYS);
  }

  private Message write(String key, String value, Condition condition) {
    return ask(new Write(TABLE, Bytes.utf8(key), Bytes.utf8(value), condition, Once.NONE, 0));
  }

  private static Write write(String key, Condition condition) {
    return new Write(TABLE, Bytes.utf8(key), Bytes.utf8("x"), condition, Once.NONE, 0);
  }

  private Message increment(String key, long by, Condition condition) {
    return ask(new Increment(TABLE, Bytes.utf8(key), by, condition, Once.NONE, 0));
  }

  private Message read(String key) {
    return ask(new Read(TABLE, Bytes.utf8(key)));
  }

  private Message remove(String key, Condition condition) {
    return ask(new Remove(TABLE, Bytes.utf8(key), condition, Once.NONE, 0));
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
    var whole = new Tablet(table, Tablet.HASH_FIRST, Tablet.HASH_LAST, owner, ADDRESS, 0);
    return new TakeTablet(whole, "words");
  }

  private static Refusal refusal(Message answer) {
    return ((Refused) answer).reason();
  }
}
