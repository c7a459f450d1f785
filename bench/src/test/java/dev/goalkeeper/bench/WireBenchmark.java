package dev.goalkeeper.bench;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.Codec;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Frame;
import dev.goalkeeper.store.wire.FrameReader;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.WriteReplica;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Encoding and decoding of the two messages that a write sends on its way.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WireBenchmark {
  private static final Envelope ENVELOPE =
      new Envelope(0, 0, ServerId.of(1, 1), ServerId.of(2, 1));

  private final Frame write = frame(new Write(new TableId(1), Bytes.utf8("key000000001"),
      Bytes.of(new byte[100]), Condition.ALWAYS, Once.NONE, 0));

  private final Frame copy = frame(new WriteReplica(
      new ReplicaId(ServerId.of(1, 1), new SegmentId(1), 1), WriteReplica.Step.EXTEND, 1, 0,
      MemorySegment.ofArray(new byte[200]), new Certificate(200, 1)));

  private final FrameReader reader = new FrameReader();
  private final ByteBuf out = Unpooled.directBuffer(1 << 10);
  private final ByteBuf writeBytes = encoded(write);
  private final ByteBuf copyBytes = encoded(copy);

  @Benchmark
  public int encodeWrite() {
    Codec.encode(write, out.clear());
    return out.readableBytes();
  }

  @Benchmark
  public int encodeWriteReplica() {
    Codec.encode(copy, out.clear());
    return out.readableBytes();
  }

  @Benchmark
  public Message decodeWrite() {
    return reader.read(writeBytes.readerIndex(0), writeBytes.readInt());
  }

  @Benchmark
  public Message decodeWriteReplica() {
    return reader.read(copyBytes.readerIndex(0), copyBytes.readInt());
  }

  private static Frame frame(Message message) {
    return new Frame(1, ENVELOPE, message);
  }

  private static ByteBuf encoded(Frame frame) {
    ByteBuf bytes = Unpooled.directBuffer(1 << 10);
    Codec.encode(frame, bytes);
    return bytes;
  }
}
