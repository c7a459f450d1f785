package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;

/// Bodies about many objects.
final class ScanCodec {
  private ScanCodec() {}

  static void write(Scan scan, ByteBuf out) {
    out.writeLong(scan.table().value());
    out.writeLong(scan.firstHash());
    out.writeLong(scan.lastHash());
    out.writeLong(scan.cursor());
    FieldWriter.bytes(out, scan.after());
    out.writeInt(scan.bytesMax());
  }

  static Scan readScan(ByteBuf in) {
    return new Scan(FieldReader.tableId(in), FieldReader.int64(in), FieldReader.int64(in),
        FieldReader.int64(in), FieldReader.bytes(in, Limits.KEY_BYTES_MAX), FieldReader.int32(in));
  }

  static void write(Page page, ByteBuf out) {
    out.writeLong(page.table().value());
    out.writeLong(page.lastHash());
    out.writeLong(page.cursor());
    out.writeBoolean(page.within());
    FieldWriter.list(out, page.objects(), (to, line) -> {
      FieldWriter.bytes(to, line.key());
      to.writeLong(line.version());
      FieldWriter.bytes(to, line.value());
    });
  }

  static Page readPage(ByteBuf in) {
    return new Page(FieldReader.tableId(in), FieldReader.int64(in), FieldReader.int64(in),
        FieldReader.truth(in), FieldReader.list(
            in, Limits.PAGE_OBJECTS_MAX, Page.Line.BYTES, ScanCodec::readLine));
  }

  private static Page.Line readLine(ByteBuf in) {
    return new Page.Line(FieldReader.bytes(in, Limits.KEY_BYTES_MAX), FieldReader.int64(in),
        FieldReader.bytes(in, Limits.VALUE_BYTES_MAX));
  }
}
