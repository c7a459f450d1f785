package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;

/// Bodies that are text for people.
final class PlainCodec {
  /// Of a refusal's text, whose limit counts characters: at most three bytes for each of them.
  private static final int REASON_BYTES_MAX = 3 * Limits.REASON_CHARS_MAX;

  private PlainCodec() {}

  static void write(Inspect inspect, ByteBuf out) {
    out.writeByte(inspect.kind().code());
    FieldWriter.text(out, inspect.subject());
  }

  static Inspect readInspect(ByteBuf in) {
    return new Inspect(Inspect.Kind.of(FieldReader.int8(in)),
        FieldReader.text(in, Limits.SUBJECT_BYTES_MAX));
  }

  static void write(Inspection inspection, ByteBuf out) {
    FieldWriter.text(out, inspection.text());
    FieldWriter.text(out, inspection.json());
  }

  static Inspection readInspection(ByteBuf in) {
    return new Inspection(FieldReader.text(in, Limits.INSPECTION_BYTES_MAX),
        FieldReader.text(in, Limits.INSPECTION_BYTES_MAX));
  }

  static void write(Refused refused, ByteBuf out) {
    out.writeByte(refused.reason().code());
    FieldWriter.text(out, refused.text());
  }

  static Refused readRefused(ByteBuf in) {
    return new Refused(Refusal.of(FieldReader.int8(in)), FieldReader.text(in, REASON_BYTES_MAX));
  }
}
