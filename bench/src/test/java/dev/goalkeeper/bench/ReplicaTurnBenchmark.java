package dev.goalkeeper.bench;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.membership.CoordinatorLine;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.membership.Standing;
import dev.goalkeeper.store.replication.ReplicatedLog;
import dev.goalkeeper.store.replication.ReplicationOptions;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What the rules take of one write with one replica: it is appended and queued, R4 sends it, the
/// backup answers, R5 commits it, and A1 lets the held answer go. No socket, no backup.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReplicaTurnBenchmark {
  private static final TableId TABLE = new TableId(1);
  private static final int SEGMENT_BYTES = 8 << 20;
  private static final long MEMORY_BYTES = 64L << 20;
  private static final int REPLICAS = 1;

  private final MemorySegment key = MemorySegment.ofArray(new byte[12]);
  private final MemorySegment value = MemorySegment.ofArray(new byte[100]);
  private final int bytes = Log.objectBytes(key.byteSize(), value.byteSize());
  private Cluster cluster = new Cluster();
  private long answered;

  @TearDown
  public void end() {
    cluster.close();
    cluster = new Cluster();
  }

  /// Gives how many answers have gone out; each call lets its own go.
  @Benchmark
  public long write() {
    if (cluster.log.reserve(bytes) != Room.READY) {
      end();
      cluster.log.reserve(bytes);
    }
    long before = answered;
    cluster.log.appendObject(TABLE, 1, key, value);
    cluster.replication.whenCertified(cluster.log.end(), () -> answered++);
    cluster.settle();
    if (answered != before + 1) {
      throw new IllegalStateException("a write was answered " + (answered - before) + " times");
    }
    return answered;
  }

  /// A log whose backups say yes as soon as the turn has ended.
  private static final class Cluster {
    private final Pool pool = Pool.named("replication").drivenBy(_ -> () -> {}).build();
    private final Yes transport = new Yes();
    private final SegmentMemory memory = new SegmentMemory(SEGMENT_BYTES, MEMORY_BYTES);
    private final ReplicatedLog replication;
    private final Log log;

    Cluster() {
      pool.runOnce(pool.world().nanos());
      var members = new Members(pool, _ -> {});
      List<Member> list = IntStream.rangeClosed(1, REPLICAS + 1).mapToObj(Cluster::member).toList();
      members.apply(new Membership(1, list));
      Member own = list.getFirst();
      var line = new CoordinatorLine(transport, new Address("coordinator", 1), own.id());
      var standing =
          new Standing(members, members.find(own.id()).orElseThrow(), line, () -> {});
      pool.add(standing);
      replication = new ReplicatedLog(
          pool, new ReplicatedLog.Cluster(transport, members, own, line, standing),
          ReplicationOptions.of(REPLICAS));
      log = new Log(own.id(), memory, replication);
      log.reserve(1);
      settle();
    }

    void settle() {
      pool.runOnce(pool.world().nanos());
      while (transport.answer()) {
        pool.runOnce(pool.world().nanos());
      }
    }

    void close() {
      pool.close();
      memory.close();
    }

    private static Member member(int number) {
      return new Member(ServerId.of(number, 1), new Address("10.0.0." + number, 1),
          "domain " + number, 0, Member.Status.UP);
    }
  }

  /// Says that everything is done, when asked to answer.
  private static final class Yes implements Transport {
    private static final Done DONE = new Done();

    private final List<Call> waiting = new ArrayList<>();

    private record Call(Completion<? super Message> completion, long token) {}

    @Override
    public void call(Address to, Envelope envelope, Message request,
        Completion<? super Message> completion, long token) {
      waiting.add(new Call(completion, token));
    }

    boolean answer() {
      boolean any = !waiting.isEmpty();
      while (!waiting.isEmpty()) {
        Call call = waiting.removeLast();
        call.completion().complete(call.token(), DONE);
      }
      return any;
    }

    @Override
    public void forget(Address to) {}

    @Override
    public void close() {}
  }
}
