package dev.goalkeeper.store.replication;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.membership.CoordinatorLine;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.membership.Standing;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.WriteReplica;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A master with its production log and replication. What it asks of others waits until a test
/// answers, at the very moment that the test chooses.
final class OneMaster implements Transport {
  static final Duration SHORT = Duration.ofMillis(20);

  private static final int SEGMENT_BYTES = 1 << 10;
  private static final Address COORDINATOR = new Address("coordinator", 1);

  private final SimulatedWorld world;
  private final Pool pool;
  private final ReplicatedLog replication;
  private final Log log;
  private final Members members;
  private final List<Call> calls = new ArrayList<>();
  private final List<String> fired = new ArrayList<>();
  private final List<String> hosts;
  private int ends;
  private int version;

  /// What is asked and not answered.
  record Call(Address to, Message request, Completion<? super Message> answer, long token) {
    boolean isWrite() {
      return request instanceof WriteReplica;
    }

    WriteReplica write() {
      return (WriteReplica) request;
    }
  }

  /// @param hosts of the servers, the master's first
  OneMaster(long seed, int replicas, String... hosts) {
    this.world = World.simulated(seed);
    this.hosts = List.of(hosts);
    this.pool = Pool.named("replication").world(world).failStop(thrown -> {
      throw new AssertionError(thrown);
    }).build();
    this.members = new Members(pool, address -> {});
    world.watch((task, row) -> fired.add(task.getClass().getSimpleName() + " " + row.name()));
    list();
    ServerId self = ServerId.of(1, 1);
    var line = new CoordinatorLine(this, COORDINATOR, self);
    var standing = new Standing(members, members.find(self).orElseThrow(), line, () -> ends++);
    pool.add(standing);
    this.replication = new ReplicatedLog(
        pool, new ReplicatedLog.Cluster(this, members, member(1, true), line, standing),
        ReplicationOptions.of(replicas));
    var memory = new SegmentMemory(SEGMENT_BYTES, 8L * SEGMENT_BYTES,
        (bytes, alignment) -> MemorySegment.ofArray(new byte[(int) bytes]));
    this.log = new Log(self, memory, replication);
    roll();
  }

  void roll() {
    pool.event("roll", log::roll);
    world.run(SHORT);
  }

  void append() {
    pool.event("append", () -> log.appendObject(new TableId(1), 1,
        MemorySegment.ofArray(new byte[1]), MemorySegment.ofArray(new byte[9])));
    world.run(SHORT);
  }

  /// The list without some servers, by their places.
  void list(Integer... dead) {
    List<Integer> gone = List.of(dead);
    var list = new Membership(++version, IntStream.rangeClosed(1, hosts.size())
        .mapToObj(index -> member(index, !gone.contains(index))).toList());
    pool.event("membership", () -> members.apply(list));
    world.run(SHORT);
  }

  /// What is asked and not answered.
  List<Call> calls() {
    return calls;
  }

  Call onlyCall() {
    if (calls.size() != 1) {
      throw new AssertionError(calls + " is not one call");
    }
    return calls.getFirst();
  }

  void done(Call call) {
    answer(call, new Done());
  }

  void refuse(Call call, Refusal reason) {
    answer(call, new Refused(reason, "it is a test"));
  }

  /// There will be no answer: the task hears of it now.
  void lose(Call call) {
    calls.remove(call);
    pool.event("lost", () -> call.answer().fail(call.token(), new IllegalStateException("lost")));
  }

  void run(Duration spell) {
    world.run(spell);
  }

  /// Answers all, until nothing is asked any more.
  void allDone() {
    while (!calls.isEmpty()) {
      done(calls.getFirst());
    }
  }

  /// Adds to what was answered, once all of the log is certified.
  void whenCertified(List<String> answered) {
    pool.event("hold", () ->
        replication.whenCertified(log.end(), () -> answered.add(log.end().toString())));
    world.run(SHORT);
  }

  /// Its backup has found that one damaged.
  void damaged(ReplicaId replica) {
    pool.event("damaged", () -> replication.damaged(replica));
    world.run(SHORT);
  }

  /// The backup at that place has found one that an earlier life has left.
  boolean doesWithout(ReplicaId replica, int place) {
    List<Boolean> said = new ArrayList<>();
    pool.event("found", () ->
        said.add(replication.found(replica, ServerId.of(place, 1))));
    world.run(SHORT);
    return said.getFirst();
  }

  /// What has fired of one table since this was asked last.
  List<String> fired(Class<? extends Task<?>> table) {
    String prefix = table.getSimpleName() + " ";
    List<String> rows = Stream.of(fired.toArray(new String[0]))
        .filter(each -> each.startsWith(prefix))
        .map(each -> each.substring(prefix.length())).toList();
    fired.removeIf(each -> each.startsWith(prefix));
    return rows;
  }

  Task<?> task(String name) {
    return pool.find(name).orElseThrow();
  }

  String explain(String name) {
    return pool.explain(task(name));
  }

  /// How often it was told to end.
  int ends() {
    return ends;
  }

  /// The place of the server at that address.
  static int place(Call call) {
    return call.to().port();
  }

  @Override
  public void call(Address to, Envelope envelope, Message request,
      Completion<? super Message> completion, long token) {
    calls.add(new Call(to, request, completion, token));
  }

  @Override
  public void forget(Address to) {}

  @Override
  public void close() {}

  private void answer(Call call, Message message) {
    calls.remove(call);
    pool.event("answer", () -> call.answer().complete(call.token(), message));
    world.run(SHORT);
  }

  private Member member(int index, boolean up) {
    return new Member(ServerId.of(index, 1), new Address(hosts.get(index - 1), index), "",
        0, up ? Member.Status.UP : Member.Status.CRASHED);
  }
}
