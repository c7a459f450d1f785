package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;

/// Bodies about the log of a crashed master.
final class RecoveryCodec {
  /// A segment, three numbers, a truth, and how long the digest is.
  private static final int HELD_BYTES_MIN = 23;

  /// A table, two hashes, a place.
  private static final int LOST_TABLET_BYTES = 36;

  /// A segment, and how many replicas.
  private static final int SOURCE_BYTES_MIN = 10;

  private static final int REPLICA_BYTES = 12;

  private RecoveryCodec() {}

  static void write(TakeInventory take, ByteBuf out) {
    out.writeLong(take.master().value());
    out.writeLong(take.recovery());
  }

  static TakeInventory readTakeInventory(ByteBuf in) {
    return new TakeInventory(FieldReader.serverId(in), FieldReader.int64(in));
  }

  static void write(Inventory inventory, ByteBuf out) {
    FieldWriter.list(out, inventory.replicas(), RecoveryCodec::writeHeld);
  }

  static Inventory readInventory(ByteBuf in) {
    return new Inventory(FieldReader.list(
        in, Limits.LOG_SEGMENTS_MAX, HELD_BYTES_MIN, RecoveryCodec::readHeld));
  }

  static void write(FetchEntries fetch, ByteBuf out) {
    ReplicaCodec.writeReplicaId(fetch.replica(), out);
    out.writeInt(fetch.offset());
    FieldWriter.list(out, fetch.tablets(), RecoveryCodec::writeLost);
  }

  static FetchEntries readFetchEntries(ByteBuf in, Recent recent) {
    return new FetchEntries(
        ReplicaCodec.readReplicaId(in, recent), FieldReader.int32(in), readLost(in));
  }

  static void write(Entries entries, ByteBuf out) {
    out.writeInt(entries.next());
    out.writeBoolean(entries.last());
    FieldWriter.bytes(out, entries.bytes());
  }

  static Entries readEntries(ByteBuf in) {
    return new Entries(FieldReader.int32(in), FieldReader.truth(in),
        FieldReader.bytes(in, Limits.ENTRIES_BYTES_MAX));
  }

  static void write(RecoverTablets recover, ByteBuf out) {
    out.writeLong(recover.recovery());
    out.writeLong(recover.crashed().value());
    FieldWriter.list(out, recover.tablets(), RecoveryCodec::writeLost);
    FieldWriter.list(out, recover.segments(), RecoveryCodec::writeSource);
  }

  static RecoverTablets readRecoverTablets(ByteBuf in) {
    return new RecoverTablets(FieldReader.int64(in), FieldReader.serverId(in), readLost(in),
        FieldReader.list(
            in, Limits.LOG_SEGMENTS_MAX, SOURCE_BYTES_MIN, RecoveryCodec::readSource));
  }

  static void write(Recovered recovered, ByteBuf out) {
    out.writeLong(recovered.segment().value());
    out.writeInt(recovered.offset());
  }

  static Recovered readRecovered(ByteBuf in) {
    return new Recovered(segment(in), FieldReader.int32(in));
  }

  private static void writeHeld(ByteBuf out, Inventory.Held held) {
    out.writeLong(held.segment().value());
    out.writeInt(held.generation());
    out.writeInt(held.epoch());
    out.writeInt(held.length());
    out.writeBoolean(held.closed());
    FieldWriter.list(out, held.digest(), (to, segment) -> to.writeLong(segment.value()));
  }

  private static Inventory.Held readHeld(ByteBuf in) {
    return new Inventory.Held(segment(in), FieldReader.int32(in), FieldReader.int32(in),
        FieldReader.int32(in), FieldReader.truth(in),
        FieldReader.list(in, Limits.LOG_SEGMENTS_MAX, Long.BYTES, RecoveryCodec::segment));
  }

  private static List<LostTablet> readLost(ByteBuf in) {
    return FieldReader.list(
        in, Limits.TABLETS_MAX, LOST_TABLET_BYTES, RecoveryCodec::readLostTablet);
  }

  private static void writeLost(ByteBuf out, LostTablet tablet) {
    out.writeLong(tablet.table().value());
    out.writeLong(tablet.firstHash());
    out.writeLong(tablet.lastHash());
    out.writeLong(tablet.sinceSegment().value());
    out.writeInt(tablet.sinceOffset());
  }

  private static LostTablet readLostTablet(ByteBuf in) {
    return new LostTablet(FieldReader.tableId(in), FieldReader.int64(in), FieldReader.int64(in),
        segment(in), FieldReader.int32(in));
  }

  private static void writeSource(ByteBuf out, RecoverTablets.Source source) {
    out.writeLong(source.segment().value());
    FieldWriter.list(out, source.replicas(), (to, replica) -> {
      to.writeLong(replica.backup().value());
      to.writeInt(replica.generation());
    });
  }

  private static RecoverTablets.Source readSource(ByteBuf in) {
    return new RecoverTablets.Source(segment(in), FieldReader.list(
        in, Limits.SOURCES_MAX, REPLICA_BYTES,
        from -> new RecoverTablets.Replica(FieldReader.serverId(from), FieldReader.int32(from))));
  }

  private static SegmentId segment(ByteBuf in) {
    return new SegmentId(FieldReader.int64(in));
  }
}
