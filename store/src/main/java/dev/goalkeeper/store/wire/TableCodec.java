package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;

/// Bodies about tables and who serves them.
final class TableCodec {
  /// Three numbers, an owner, an empty host's length, a port, a tenure.
  private static final int TABLET_BYTES_MIN = 43;

  /// Two numbers and an empty name's length.
  private static final int TABLE_BYTES_MIN = 13;

  /// An id and an empty text's length.
  private static final int OUTAGE_BYTES_MIN = 12;

  /// Of a text whose characters are counted: each takes up to three.
  private static final int OUTAGE_TEXT_BYTES_MAX = 3 * Limits.REASON_CHARS_MAX;

  private TableCodec() {}

  static void write(CreateTable create, ByteBuf out) {
    FieldWriter.name(out, create.name());
    FieldWriter.list(out, create.owners(), (to, owner) -> to.writeLong(owner.value()));
  }

  static CreateTable readCreateTable(ByteBuf in) {
    return new CreateTable(FieldReader.name(in),
        FieldReader.list(in, Limits.TABLETS_MAX, Long.BYTES, FieldReader::serverId));
  }

  static void write(DrainServer drain, ByteBuf out) {
    out.writeLong(drain.server().value());
    out.writeBoolean(drain.drain());
  }

  static DrainServer readDrainServer(ByteBuf in) {
    return new DrainServer(FieldReader.serverId(in), FieldReader.truth(in));
  }

  static GetTable readGetTable(ByteBuf in) {
    return new GetTable(FieldReader.name(in));
  }

  static void write(TableList list, ByteBuf out) {
    FieldWriter.list(out, list.tables(), (to, table) -> {
      to.writeLong(table.id().value());
      FieldWriter.name(to, table.name());
      to.writeInt(table.tablets());
    });
  }

  static TableList readTableList(ByteBuf in) {
    return new TableList(FieldReader.list(in, Limits.TABLES_MAX, TABLE_BYTES_MIN,
        each -> new TableList.Line(FieldReader.tableId(each), FieldReader.name(each),
            FieldReader.int32(each))));
  }

  static void write(Table table, ByteBuf out) {
    out.writeLong(table.id().value());
    FieldWriter.name(out, table.name());
    FieldWriter.list(out, table.tablets(), TableCodec::writeTablet);
    FieldWriter.list(out, table.outages(), (to, outage) -> {
      to.writeLong(outage.server().value());
      FieldWriter.text(to, outage.text());
    });
  }

  static Table readTable(ByteBuf in) {
    return new Table(FieldReader.tableId(in), FieldReader.name(in),
        FieldReader.list(in, Limits.TABLETS_MAX, TABLET_BYTES_MIN, TableCodec::readTablet),
        FieldReader.list(in, Limits.OUTAGES_MAX, OUTAGE_BYTES_MIN, TableCodec::readOutage));
  }

  private static Outage readOutage(ByteBuf in) {
    return new Outage(FieldReader.serverId(in), FieldReader.text(in, OUTAGE_TEXT_BYTES_MAX));
  }

  static void write(TakeTablet take, ByteBuf out) {
    writeTablet(out, take.tablet());
    FieldWriter.name(out, take.tableName());
  }

  static TakeTablet readTakeTablet(ByteBuf in) {
    return new TakeTablet(readTablet(in), FieldReader.name(in));
  }

  static void writeTablet(ByteBuf out, Tablet tablet) {
    out.writeLong(tablet.table().value());
    out.writeLong(tablet.firstHash());
    out.writeLong(tablet.lastHash());
    out.writeLong(tablet.owner().value());
    FieldWriter.address(out, tablet.address());
    out.writeLong(tablet.tenure());
  }

  static Tablet readTablet(ByteBuf in) {
    return new Tablet(FieldReader.tableId(in), FieldReader.int64(in), FieldReader.int64(in),
        FieldReader.serverId(in), FieldReader.address(in), FieldReader.int64(in));
  }
}
