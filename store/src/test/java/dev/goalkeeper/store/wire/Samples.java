package dev.goalkeeper.store.wire;

import dev.goalkeeper.store.wire.WriteReplica.Step;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Valid messages of every kind.
final class Samples {
  private static final Address HERE = new Address("127.0.0.1", 7071);
  private static final Address THERE = new Address("backup-7.example", 65_535);
  private static final ServerId S1 = ServerId.of(1, 1);
  private static final Outage OUTAGE = new Outage(S1, "its recovery: 1 of 3 parts are done");
  private static final ServerId S2 = ServerId.of(2, 7);
  private static final TableId TABLE = new TableId(5);
  private static final ReplicaId REPLICA = new ReplicaId(S2, new SegmentId(17), 3);
  private static final Bytes KEY = Bytes.utf8("SNOWMAN");
  private static final Bytes VALUE = Bytes.utf8("\u2603");
  private static final Membership MEMBERSHIP = new Membership(9, List.of(
      new Member(S1, HERE, "", 0, Member.Status.CRASHED),
      new Member(S2, THERE, "rack-4", 5L << 32, Member.Status.UP)));

  private static final LostTablet LOST =
      new LostTablet(TABLE, Long.MIN_VALUE, -1, new SegmentId(2), 77);

  private Samples() {}

  /// One of each kind, two where a kind has two faces. Golden vectors are made of these, so they
  /// change only together with the format.
  static List<Message> fixed() {
    List<Message> all = new ArrayList<>(fixedMoves());
    all.addAll(fixedOthers());
    return all;
  }

  private static List<Message> fixedMoves() {
    Tablet high = new Tablet(TABLE, Long.MIN_VALUE, -1, S2, THERE, 6);
    return List.of(
        new MoveTablet("names", -7, S1),
        new SplitTablet("names", 1L << 40),
        new BringTablet(8, high),
        new PullTablet(8, high, new PullCursor(PullCursor.Stage.TAIL, 17, 900)),
        new LetGo(8),
        new Pulled(new PullCursor(PullCursor.Stage.RESULTS, 1, 0), true, 3, VALUE));
  }

  private static List<Message> fixedOthers() {
    Tablet low = new Tablet(TABLE, 0, Long.MAX_VALUE, S1, HERE, 0);
    Tablet high = new Tablet(TABLE, Long.MIN_VALUE, -1, S2, THERE, 6);
    return List.of(
        new Enlist("demo", HERE, "rack-4", 6L << 32, S1, 0x0102030405060708L),
        new GetMembership(),
        new RecordEpoch(S2, new Epoch(new SegmentId(17), 2)),
        new RenewLease(S2),
        new Suspect(S1),
        new RenewClient(11),
        new AskClients(List.of(11L, 12L)),
        new CreateTable("names", List.of(S1, S2)),
        new GetTable("names"),
        new PushMembership(MEMBERSHIP),
        new TakeTablet(high, "names"),
        new Read(TABLE, KEY),
        new Write(TABLE, KEY, VALUE, Condition.ABSENT, new Once(11, 13, 12), 6),
        new Write(TABLE, KEY, Bytes.EMPTY, Condition.ALWAYS, Once.NONE, 0),
        new Remove(TABLE, KEY, Condition.version(4), Once.NONE, 0),
        new Scan(TABLE, 4, -3, 77, KEY, 1 << 17),
        new GetTables(),
        new DropTable(TABLE), new DrainServer(S2, true), new Draining(17), new ForgetTable(TABLE),
        new Increment(TABLE, KEY, -2, Condition.atMost(9), new Once(11, 14, 12), 0),
        new WriteReplica(REPLICA, Step.OPEN, 1, 0, bytes(40), new Certificate(40, 0xCAFEBABE)),
        new WriteReplica(REPLICA, Step.EXTEND, 2, 40, bytes(7), Certificate.NONE),
        new FreeReplica(REPLICA),
        new ReplicaDamaged(REPLICA),
        new ReplicaFound(REPLICA),
        new TakeInventory(S1, 6),
        new Inventory(List.of(
            new Inventory.Held(new SegmentId(4), 1, 0, 900, true, List.of()),
            new Inventory.Held(new SegmentId(5), 2, 1, 40, false,
                List.of(new SegmentId(4), new SegmentId(5))))),
        new FetchEntries(REPLICA, 40, List.of(LOST)),
        new Entries(900, true, VALUE),
        new RecoverTablets(6, S1, List.of(LOST), List.of(new RecoverTablets.Source(
            new SegmentId(4), List.of(new RecoverTablets.Replica(S2, 1))))),
        new Recovered(new SegmentId(3), 60),
        new Ping(),
        new Inspect(Inspect.Kind.WHY, "s2.7/17#3"),
        new Enlisted(S2, 3, 8 << 20, Mode.SYNCED, MEMBERSHIP),
        MEMBERSHIP,
        new Table(TABLE, "names", List.of(low, high), List.of(OUTAGE)),
        new Leased(1_000),
        new ClientLeased(11, 10_000),
        new ClientsEnded(List.of(11L)),
        new MembershipApplied(9),
        new Value(4, VALUE),
        new Absent(),
        new Written(5),
        new Removed(4),
        new Incremented(5, -7),
        new Page(TABLE, -3, 88, true, List.of(new Page.Line(KEY, 6, VALUE))),
        new TableList(List.of(new TableList.Line(TABLE, "names", 2))),
        new Mismatch(3),
        new Done(),
        new Pong(),
        new Inspection("R4 waits", "{\"row\":\"R4\"}"),
        new Refused(Refusal.NO_SPACE, "all 8 frames are in use"));
  }

  /// Messages of every kind with contents that follow from `random`.
  static List<Message> random(SplittableRandom random) {
    Table table = table(random);
    List<Message> all = new ArrayList<>(randomMoves(table.tablet(random.nextLong()), random));
    all.addAll(randomOthers(table, random));
    return all;
  }

  private static List<Message> randomMoves(Tablet tablet, SplittableRandom random) {
    return List.of(
        new MoveTablet(name(random), random.nextLong(), server(random)),
        new SplitTablet(name(random), random.nextLong()),
        new BringTablet(tablet.tenure() + 1, tablet),
        new PullTablet(tablet.tenure() + 1, tablet, cursor(random)),
        new LetGo(1 + tenure(random)),
        new Pulled(cursor(random), random.nextBoolean(), 1 + tenure(random), value(random)));
  }

  private static List<Message> randomOthers(Table table, SplittableRandom random) {
    Membership membership = membership(random);
    TableId id = table.id();
    Tablet tablet = table.tablet(random.nextLong());
    return List.of(
        enlist(random),
        new GetMembership(),
        new RecordEpoch(replica(random).master(), new Epoch(replica(random).segment(), 3)),
        new RenewLease(server(random)),
        new Suspect(server(random)),
        new RenewClient(random.nextLong(Long.MAX_VALUE)),
        new AskClients(List.of(random.nextLong(1, 1L << 40))),
        new CreateTable(name(random), servers(random)),
        new GetTable(name(random)),
        new PushMembership(membership),
        new TakeTablet(tablet, name(random)),
        new Read(id, key(random)),
        new Write(id, key(random), value(random), condition(random), once(random), tenure(random)),
        new Remove(id, key(random), condition(random), once(random), tenure(random)),
        new Scan(id, tablet.firstHash(), tablet.lastHash(), random.nextLong(), key(random),
            random.nextInt(1, 1 << 20)),
        new GetTables(), new DropTable(id), new ForgetTable(id),
        new DrainServer(server(random), random.nextBoolean()),
        new Draining(random.nextInt(1 << 20)),
        new Increment(id, key(random), random.nextLong(), condition(random), once(random),
            tenure(random)),
        writeReplica(random),
        new FreeReplica(replica(random)),
        new ReplicaDamaged(replica(random)),
        new ReplicaFound(replica(random)),
        new TakeInventory(server(random), random.nextLong(1, Long.MAX_VALUE)),
        inventory(random),
        new FetchEntries(replica(random), random.nextInt(1 << 20), lostTablets(random)),
        new Entries(random.nextInt(1, 1 << 20), random.nextBoolean(), value(random)),
        new RecoverTablets(random.nextLong(1, Long.MAX_VALUE), server(random),
            lostTablets(random), sources(random)),
        new Recovered(replica(random).segment(), random.nextInt(1 << 20)),
        new Ping(),
        new Inspect(pick(random, Inspect.Kind.values()), label(random)),
        new Enlisted(server(random), random.nextInt(1, Limits.REPLICAS_MAX + 1),
            random.nextInt(1, Limits.SEGMENT_BYTES_MAX + 1), pick(random, Mode.values()),
            membership),
        membership,
        table,
        new Leased(random.nextInt(1, Integer.MAX_VALUE)),
        new ClientLeased(random.nextLong(1, Long.MAX_VALUE), random.nextInt(1, 1 << 20)),
        new ClientsEnded(List.of()),
        new MembershipApplied(random.nextLong(Long.MAX_VALUE)),
        new Value(random.nextLong(1, Long.MAX_VALUE), value(random)),
        new Absent(), new Written(random.nextLong(1, Long.MAX_VALUE)),
        new Removed(random.nextLong(1, Long.MAX_VALUE)),
        page(id, random),
        new TableList(List.of(new TableList.Line(id, name(random), random.nextInt(1, 9)))),
        new Incremented(random.nextLong(1, Long.MAX_VALUE), random.nextLong()),
        new Mismatch(random.nextLong(0, Long.MAX_VALUE)),
        new Done(),
        new Pong(),
        new Inspection(label(random), label(random)),
        new Refused(pick(random, Refusal.values()), label(random)));
  }

  private static long tenure(SplittableRandom random) {
    return random.nextLong(1L << 40);
  }

  private static PullCursor cursor(SplittableRandom random) {
    return new PullCursor(
        pick(random, PullCursor.Stage.values()), random.nextLong(), random.nextInt(1 << 20));
  }

  private static Page page(TableId table, SplittableRandom random) {
    return new Page(table, random.nextLong(), random.nextLong(1, 1L << 40), random.nextBoolean(),
        List.of(new Page.Line(key(random), 1 + random.nextInt(9), value(random)),
            new Page.Line(key(random), 1 + random.nextInt(9), Bytes.EMPTY)));
  }

  private static Condition condition(SplittableRandom random) {
    long version = random.nextLong(1, 1L << 40);
    return pick(random, new Condition[] {Condition.ALWAYS, Condition.PRESENT,
        Condition.ABSENT, Condition.version(version), Condition.atMost(version)});
  }

  static Envelope envelope(SplittableRandom random) {
    return new Envelope(random.nextLong(), random.nextLong(Long.MAX_VALUE), optionalServer(random),
        optionalServer(random));
  }

  /// The record classes that a sealed interface permits, through all its groups.
  static Set<Class<?>> permitted(Class<?> sealed) {
    Class<?>[] below = sealed.getPermittedSubclasses();
    if (below == null) {
      return Set.of(sealed);
    }
    Set<Class<?>> all = new LinkedHashSet<>();
    for (Class<?> next : below) {
      all.addAll(permitted(next));
    }
    return all;
  }

  static MemorySegment bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) i;
    }
    return MemorySegment.ofArray(bytes);
  }

  private static WriteReplica writeReplica(SplittableRandom random) {
    Step step = pick(random, Step.values());
    boolean first = step == Step.OPEN || step == Step.OPEN_REPLACEMENT;
    MemorySegment data = bytes(random.nextInt(1, 300));
    int offset = first ? 0 : random.nextInt(1 << 20);
    int end = offset + (int) data.byteSize();
    Certificate certificate = step == Step.EXTEND && random.nextBoolean()
        ? Certificate.NONE : new Certificate(end, random.nextInt());
    return new WriteReplica(replica(random), step, random.nextInt(1 << 30), offset, data,
        certificate);
  }

  private static Enlist enlist(SplittableRandom random) {
    return new Enlist(name(random), address(random), label(random),
        random.nextLong(1L << 40), optionalServer(random),
        random.nextLong());
  }

  private static Table table(SplittableRandom random) {
    TableId id = new TableId(random.nextLong(1, Long.MAX_VALUE));
    int count = random.nextInt(1, 6);
    long step = Long.divideUnsigned(-1L, count);
    List<Tablet> tablets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long last = i == count - 1 ? Tablet.HASH_LAST : step * (i + 1) - 1;
      tablets.add(new Tablet(id, step * i, last, server(random), address(random), tenure(random)));
    }
    List<Outage> outages = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      outages.add(new Outage(server(random), label(random)));
    }
    return new Table(id, name(random), tablets, outages);
  }

  private static Inventory inventory(SplittableRandom random) {
    List<Inventory.Held> replicas = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 1; i <= count; i++) {
      replicas.add(new Inventory.Held(new SegmentId(i), random.nextInt(1, 9), random.nextInt(9),
          random.nextInt(1, 1 << 20), random.nextBoolean(),
          random.nextBoolean() ? List.of() : List.of(new SegmentId(1), new SegmentId(i + 1))));
    }
    return new Inventory(replicas);
  }

  private static List<LostTablet> lostTablets(SplittableRandom random) {
    List<LostTablet> tablets = new ArrayList<>();
    int count = random.nextInt(1, 4);
    for (int i = 0; i < count; i++) {
      tablets.add(new LostTablet(new TableId(random.nextLong(1, Long.MAX_VALUE)), 0,
          random.nextLong(), new SegmentId(random.nextLong(Long.MAX_VALUE)),
          random.nextInt(1 << 20)));
    }
    return tablets;
  }

  private static List<RecoverTablets.Source> sources(SplittableRandom random) {
    List<RecoverTablets.Source> sources = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 1; i <= count; i++) {
      List<RecoverTablets.Replica> replicas = new ArrayList<>();
      int copies = random.nextInt(1, Limits.SOURCES_MAX + 1);
      for (int j = 0; j < copies; j++) {
        replicas.add(new RecoverTablets.Replica(server(random), random.nextInt(1, 9)));
      }
      sources.add(new RecoverTablets.Source(new SegmentId(i), replicas));
    }
    return sources;
  }

  private static Membership membership(SplittableRandom random) {
    List<Member> members = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 1; i <= count; i++) {
      members.add(new Member(ServerId.of(i, random.nextInt(1, 100)), address(random), label(random),
          0, pick(random, Member.Status.values())));
    }
    return new Membership(random.nextLong(Long.MAX_VALUE), members);
  }

  private static List<ServerId> servers(SplittableRandom random) {
    List<ServerId> servers = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      servers.add(server(random));
    }
    return servers;
  }

  private static ReplicaId replica(SplittableRandom random) {
    return new ReplicaId(server(random), new SegmentId(random.nextLong(1, Long.MAX_VALUE)),
        random.nextInt(1, Integer.MAX_VALUE));
  }

  private static ServerId server(SplittableRandom random) {
    return ServerId.of(random.nextInt(1, Integer.MAX_VALUE), random.nextInt(1, Integer.MAX_VALUE));
  }

  private static ServerId optionalServer(SplittableRandom random) {
    return random.nextInt(4) == 0 ? ServerId.NONE : server(random);
  }

  private static Once once(SplittableRandom random) {
    long sequence = random.nextLong(1, 1L << 50);
    return random.nextBoolean() ? Once.NONE
        : new Once(random.nextLong(1, 1L << 50), sequence, random.nextLong(sequence));
  }

  private static Address address(SplittableRandom random) {
    return new Address("host-" + random.nextInt(1_000), random.nextInt(65_536));
  }

  private static Bytes key(SplittableRandom random) {
    return randomBytes(random, random.nextInt(1, 40));
  }

  private static Bytes value(SplittableRandom random) {
    return randomBytes(random, random.nextInt(200));
  }

  private static Bytes randomBytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static String name(SplittableRandom random) {
    return "n" + label(random);
  }

  /// Text with characters of one to four bytes of UTF-8.
  private static String label(SplittableRandom random) {
    return random.ints(random.nextInt(10), 0, 4)
        .mapToObj(i -> List.of("a", "\u00e9", "\u2603", "\ud83d\ude00").get(i))
        .reduce("", String::concat);
  }

  private static <T> T pick(SplittableRandom random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
