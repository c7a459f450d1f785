package dev.goalkeeper.bench;

import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.Codec;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Frame;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.WriteReplica;
import dev.goalkeeper.store.wire.Written;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/// What is written: values of one size under keys that come again, so that a write replaces.
public final class Workload {
  /// Each takes its turn; few enough that an index of them stays in a core's cache.
  private static final int KEYS = 10_000;

  private static final int VALUE_BYTES = 100;

  private final List<Bytes> keys =
      IntStream.range(0, KEYS).mapToObj(i -> Bytes.utf8("key%09d".formatted(i))).toList();

  private final Bytes value = Bytes.utf8("v".repeat(VALUE_BYTES));

  /// The key whose turn it is; any number has one.
  public Bytes key(int number) {
    return keys.get(Math.floorMod(number, KEYS));
  }

  public Bytes value() {
    return value;
  }

  /// The bytes of the frames that one such write takes between client, master and backup.
  public Floor.Sizes frames() {
    int keyBytes = keys.getFirst().length();
    int entries = Log.objectBytes(keyBytes, VALUE_BYTES) + Log.tombstoneBytes(keyBytes);
    var write = new Write(
        new TableId(1), keys.getFirst(), value, Condition.ALWAYS, Once.NONE, 0);
    var replica = new ReplicaId(ServerId.of(1, 1), new SegmentId(1), 1);
    var copy = new WriteReplica(replica, WriteReplica.Step.EXTEND, 1, 0,
        MemorySegment.ofArray(new byte[entries]), new Certificate(entries, 1));
    return new Floor.Sizes(bytes(write), bytes(copy), bytes(new Done()), bytes(new Written(1)));
  }

  private static int bytes(Message message) {
    ByteBuf out = Unpooled.buffer();
    Codec.encode(new Frame(1, Envelope.NONE, message), out);
    return out.readableBytes();
  }
}
