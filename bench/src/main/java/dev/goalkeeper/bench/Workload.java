package dev.goalkeeper.bench;

import dev.goalkeeper.store.client.Put;
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
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Value;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.WriteReplica;
import dev.goalkeeper.store.wire.Written;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// What is read and written: values of one size under keys that come again, so that a write
/// replaces: in turn, or at random. One thread at a time asks for keys.
public final class Workload {
  /// Each takes its turn; few enough that an index of them stays in a core's cache.
  private static final int KEYS = 10_000;

  private static final int VALUE_BYTES = 100;

  private final List<Bytes> keys;
  private final Bytes value;
  private final IntUnaryOperator choice;

  /// Values of 100 bytes under ten thousand keys in turn.
  public Workload() {
    this(KEYS, VALUE_BYTES, number -> Math.floorMod(number, KEYS));
  }

  private Workload(int keys, int valueBytes, IntUnaryOperator choice) {
    this.keys = IntStream.range(0, keys).mapToObj(Workload::named).toList();
    this.value = Bytes.utf8("v".repeat(valueBytes));
    this.choice = choice;
  }

  /// Values of that size, each under any of the keys with the same chance.
  public static Workload random(int keys, int valueBytes, long seed) {
    var random = new SplittableRandom(seed);
    return new Workload(keys, valueBytes, _ -> random.nextInt(keys));
  }

  /// All keys, each once.
  public List<Bytes> keys() {
    return keys;
  }

  /// The key whose turn it is; any number has one.
  public Bytes key(int number) {
    return keys.get(choice.applyAsInt(number));
  }

  public Bytes value() {
    return value;
  }

  /// Bytes that one object takes in a log.
  public int objectBytes() {
    return Log.objectBytes(keys.getFirst().length(), value.length());
  }

  /// All that can be read: each key's object.
  public List<Put> objects() {
    return keys.stream().map(key -> new Put(key, value)).toList();
  }

  /// The bytes of the frames that one such read takes, between client and master alone.
  public Floor.Sizes readFrames() {
    return new Floor.Sizes(
        bytes(new Read(new TableId(1), keys.getFirst())), 0, 0, bytes(new Value(1, value)));
  }

  private static Bytes named(int number) {
    return Bytes.utf8("key%09d".formatted(number));
  }

  /// The bytes of the frames that one such write takes between client, master and backup.
  public Floor.Sizes writeFrames() {
    int keyBytes = keys.getFirst().length();
    int entries = objectBytes() + Log.tombstoneBytes(keyBytes);
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
