package dev.goalkeeper.store.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Page;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Remove;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.Scan;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.Write;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScanTest {
  private static final TableId TABLE = new TableId(1);
  private static final Address ADDRESS = new Address("host-1", 7000);
  private static final int OBJECTS = 20_000;
  private static final long MIDDLE = Long.MIN_VALUE;

  /// XXH64's second prime; see [KeyHash].
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;

  private final List<SegmentMemory> memories = new ArrayList<>();
  private final List<LogPosition> restedOn = new ArrayList<>();

  @AfterEach
  void freeMemory() {
    memories.forEach(SegmentMemory::close);
  }

  @Test
  void pagesHoldAllObjectsOnceHoweverTheIndexGrowsMeanwhile() {
    Master master = master(Tablet.HASH_FIRST, Tablet.HASH_LAST);
    write(master, "there", OBJECTS);
    List<Bytes> found = new ArrayList<>();
    Scan scan = scan(Tablet.HASH_FIRST, Tablet.HASH_LAST, 0, Bytes.EMPTY, 10_000);
    int pages = 0;
    for (Page page = page(master, scan); ; page = page(master, scan)) {
      assertThat(page.bytes()).isLessThanOrEqualTo(10_000);
      page.objects().forEach(line -> found.add(line.key()));
      if (page.cursor() == 0) {
        break;
      }
      scan = next(scan, page);
      write(master, "late " + pages, 200);
      remove(master, "late " + pages++, 100);
    }

    assertThat(new HashSet<>(found)).hasSameSizeAs(found).containsAll(keys("there", OBJECTS));
    assertThat(pages).isGreaterThan(OBJECTS / 400);
  }

  @Test
  void whoeverServesTheRangeLaterGoesOnWhereTheOtherHasStopped() {
    Master whole = master(Tablet.HASH_FIRST, Tablet.HASH_LAST);
    Master low = master(Tablet.HASH_FIRST, MIDDLE - 1);
    Master high = master(MIDDLE, Tablet.HASH_LAST);
    for (Bytes key : keys("k", 3_000)) {
      boolean isLow = Long.compareUnsigned(KeyHash.of(key), MIDDLE) < 0;
      write(whole, key, 1);
      write(isLow ? low : high, key, 1);
    }
    Scan start = scan(Tablet.HASH_FIRST, Tablet.HASH_LAST, 0, Bytes.EMPTY, 30_000);
    Page first = page(whole, start);
    Set<Bytes> found = new HashSet<>();
    first.objects().forEach(line -> found.add(line.key()));
    int count = first.objects().size();

    assertThat(first.lastHash()).isEqualTo(Tablet.HASH_LAST);
    Page rest = page(low, next(start, first));
    assertThat(rest.lastHash()).isEqualTo(MIDDLE - 1);
    for (Page page : List.of(restOf(low, next(start, first)), restOf(high,
        scan(MIDDLE, Tablet.HASH_LAST, first.cursor(), Bytes.EMPTY, 30_000)))) {
      page.objects().forEach(line -> found.add(line.key()));
      count += page.objects().size();
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(keys("k", 3_000)).hasSize(count);
  }

  @Test
  void keysOfOneHashMayLieOnDifferentPages() {
    Master master = master(Tablet.HASH_FIRST, Tablet.HASH_LAST);
    List<Bytes> same = List.of(collision(1), collision(2), collision(3));
    assertThat(same.stream().map(KeyHash::of).distinct()).hasSize(1);
    same.forEach(key -> write(master, key, 400));
    List<Bytes> found = new ArrayList<>();
    Scan scan = scan(Tablet.HASH_FIRST, Tablet.HASH_LAST, 0, Bytes.EMPTY, 1);
    Page page = page(master, scan);
    for (int i = 0; i < same.size(); i++) {
      assertThat(page.objects()).hasSize(1);
      assertThat(page.within()).isEqualTo(i < same.size() - 1);
      found.add(page.objects().getFirst().key());
      scan = next(scan, page);
      page = page.cursor() == 0 ? page : page(master, scan);
    }

    assertThat(found).containsExactlyInAnyOrderElementsOf(same);
  }

  @Test
  void pageRestsOnItsObjectsAndOnTheNewestRemoval() {
    Master master = master(Tablet.HASH_FIRST, Tablet.HASH_LAST);
    write(master, Bytes.utf8("a"), 1);
    write(master, Bytes.utf8("b"), 1);
    LogPosition afterObjects = restedOn.getLast();
    Scan scan = scan(Tablet.HASH_FIRST, Tablet.HASH_LAST, 0, Bytes.EMPTY, 1_000);
    page(master, scan);
    assertThat(restedOn.getLast()).isEqualTo(afterObjects);
    remove(master, "a", 0);
    ask(master, new Remove(TABLE, Bytes.utf8("a"), Condition.ALWAYS, Once.NONE, 0));
    LogPosition afterRemoval = restedOn.getLast();
    page(master, scan);

    assertThat(afterRemoval).isGreaterThan(afterObjects);
    assertThat(restedOn.getLast()).isEqualTo(afterRemoval);
  }

  @Test
  void rangeOfOthersIsRefused() {
    Master low = master(Tablet.HASH_FIRST, MIDDLE - 1);

    Message answer = ask(low, scan(MIDDLE, Tablet.HASH_LAST, 0, Bytes.EMPTY, 1));
    assertThat(((Refused) answer).reason()).isEqualTo(Refusal.NOT_OWNER);
  }

  private Page restOf(Master master, Scan from) {
    List<Page.Line> lines = new ArrayList<>();
    Scan scan = from;
    Page page = page(master, scan);
    while (true) {
      lines.addAll(page.objects());
      if (page.cursor() == 0) {
        return new Page(TABLE, page.lastHash(), 0, false, lines);
      }
      scan = next(scan, page);
      page = page(master, scan);
    }
  }

  private static Scan next(Scan scan, Page page) {
    return scan(scan.firstHash(), page.lastHash(), page.cursor(),
        page.within() ? page.objects().getLast().key() : Bytes.EMPTY, scan.bytesMax());
  }

  private static Scan scan(long first, long last, long cursor, Bytes after, int bytesMax) {
    return new Scan(TABLE, first, last, cursor, after, bytesMax);
  }

  private Master master(long first, long last) {
    var memory = new SegmentMemory(1 << 20, 64 << 20);
    SegmentMemory pages = HashIndex.pages(16 << 20);
    memories.addAll(List.of(memory, pages));
    ServerId self = ServerId.of(1, 1);
    var master = new Master(
        self, new Space(new Log(self, memory, new Unobserved()), () -> 1), pages,
        (position, answer) -> {
          restedOn.add(position);
          answer.run();
        }, () -> true);
    ask(master, new TakeTablet(new Tablet(TABLE, first, last, self, ADDRESS, 0), "words"));
    return master;
  }

  private static void write(Master master, String prefix, int count) {
    keys(prefix, count).forEach(key -> write(master, key, 20));
  }

  private static void write(Master master, Bytes key, int valueBytes) {
    ask(master, new Write(
        TABLE, key, Bytes.of(new byte[valueBytes]), Condition.ALWAYS, Once.NONE, 0));
  }

  private static void remove(Master master, String prefix, int count) {
    keys(prefix, count).forEach(key ->
        ask(master, new Remove(TABLE, key, Condition.ALWAYS, Once.NONE, 0)));
  }

  private static List<Bytes> keys(String prefix, int count) {
    List<Bytes> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(Bytes.utf8(prefix + " " + i));
    }
    return keys;
  }

  private static Page page(Master master, Scan scan) {
    return (Page) ask(master, scan);
  }

  private static Message ask(Master master, Request.ToMaster request) {
    var answers = new ArrayList<Message>();
    master.receive(request, answers::add);
    return answers.getFirst();
  }

  /// Keys of two stripes: what the first one changes in its lane, the second one takes back.
  private static Bytes collision(long number) {
    long inverse = BigInteger.valueOf(P2)
        .modInverse(BigInteger.ONE.shiftLeft(Long.SIZE)).longValue();
    var key = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    key.putLong(0, number);
    key.putLong(32, -lane(number) * inverse);
    return Bytes.of(key.array());
  }

  /// The first lane after one word.
  private static long lane(long word) {
    return Long.rotateLeft(0x60EA27EEADC0B5D6L + word * P2, 31) * 0x9E3779B185EBCA87L;
  }
}
