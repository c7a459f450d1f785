package dev.goalkeeper.clustersim.big;

import dev.goalkeeper.clustersim.SimNetwork;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Entries;
import dev.goalkeeper.store.wire.FetchEntries;
import dev.goalkeeper.store.wire.Leased;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.RenewLease;
import dev.goalkeeper.store.wire.WriteReplica;
import java.util.HashMap;
import java.util.Map;

/// What messages cost: each occupies the machine that sends it, and the one that it comes to, for a
/// while, one after the other. The numbers are those of docs/performance.md, measured where the
/// comment says.
///
/// Segments are small here. A byte stands for as many as it takes for a segment to stand for one of
/// [#SEGMENT_BYTES], and a message for as many as there would be then.
final class Costs implements SimNetwork.Detour {
  /// What a segment stands for: the usual size.
  static final long SEGMENT_BYTES = 8L << 20;

  /// At each end: a write on a bare socket goes four ways, each with two ends, in 62 us (*Where the
  /// time goes*).
  static final long MESSAGE_NANOS = 7_000;

  /// A network within a room.
  static final long LATENCY_NANOS = 10_000;

  /// At each end, of a billion bytes: 1.5 GB/s from a backup's frames over loopback into memory
  /// (*The memory of a dead master*).
  static final double BYTE_NANOS = 0.3;

  /// A backup's frame, zeroed and forced: 59 MB of objects a second into three copies each (same
  /// place).
  static final double FRAME_BYTE_NANOS = 5.6;

  /// Walking entries: a look through 256 KiB takes a tenth of a millisecond.
  static final double LOOK_BYTE_NANOS = 0.4;

  /// Replaying an object of a hundred bytes: decoded, appended and indexed in two tenths of a
  /// microsecond (*Bytes and nanoseconds of single parts*).
  static final double REPLAY_BYTE_NANOS = 2;

  private static final int LOOK_BYTES = 512 << 10;

  private final SimulatedWorld world;
  private final double scale;
  private final Map<Address, Long> busyUntil = new HashMap<>();
  private boolean charging;

  /// @param segmentBytes of the segments that are simulated
  Costs(SimulatedWorld world, int segmentBytes) {
    this.world = world;
    this.scale = (double) SEGMENT_BYTES / segmentBytes;
  }

  /// From now on messages cost something.
  void charge() {
    charging = true;
  }

  @Override
  public long nanos(Address from, Address to, Message message) {
    if (!charging || prompt(message)) {
      return LATENCY_NANOS;
    }
    return occupy(from, sending(message)) + LATENCY_NANOS;
  }

  @Override
  public long waitsNanos(Address at, Message message) {
    return !charging || prompt(message) ? 0 : occupy(at, taking(message));
  }

  /// These are small and do not wait behind others: a server has a megabyte on its way, and not a
  /// whole segment.
  private static boolean prompt(Message message) {
    return message instanceof Ping || message instanceof Pong
        || message instanceof RenewLease || message instanceof Leased;
  }

  /// How long until the machine has done what it has to, and this.
  private long occupy(Address machine, double nanos) {
    long now = world.nanos();
    long until = Math.max(now, busyUntil.getOrDefault(machine, 0L)) + (long) nanos;
    busyUntil.put(machine, until);
    return until - now;
  }

  private double sending(Message message) {
    return switch (message) {
      case WriteReplica write -> messages(write) + bytes(write) * BYTE_NANOS;
      case Entries entries -> messages(entries) + bytes(entries) * BYTE_NANOS;
      case Message other -> MESSAGE_NANOS;
    };
  }

  private double taking(Message message) {
    return switch (message) {
      case WriteReplica write -> messages(write)
          + bytes(write) * (BYTE_NANOS + LOOK_BYTE_NANOS + FRAME_BYTE_NANOS);
      case FetchEntries fetch -> MESSAGE_NANOS + SEGMENT_BYTES * LOOK_BYTE_NANOS;
      case Entries entries -> messages(entries)
          + bytes(entries) * (BYTE_NANOS + REPLAY_BYTE_NANOS);
      case Message other -> MESSAGE_NANOS;
    };
  }

  private double messages(WriteReplica write) {
    return MESSAGE_NANOS * Math.max(1, Math.ceil(bytes(write) / Limits.CHUNK_BYTES_MAX));
  }

  private double messages(Entries entries) {
    return MESSAGE_NANOS * Math.max(1, Math.ceil(entries.next() * scale / LOOK_BYTES));
  }

  private double bytes(WriteReplica write) {
    return write.data().byteSize() * scale;
  }

  private double bytes(Entries entries) {
    return entries.bytes().length() * scale;
  }
}
