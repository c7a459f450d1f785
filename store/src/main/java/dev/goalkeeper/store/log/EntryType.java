package dev.goalkeeper.store.log;

import org.jspecify.annotations.Nullable;

/// What an entry is. The code is part of the format: never change or reuse one.
public enum EntryType {
  SEGMENT_HEADER(1, 20),
  DIGEST(2, 0),
  OBJECT(3, 16),
  TOMBSTONE(4, 24),
  /// The least version that any new object of this log has.
  VERSION_FLOOR(5, 8),
  /// What came of a mutation.
  RESULT(6, 57);

  private static final @Nullable EntryType[] BY_CODE = byCode();

  private final byte code;
  private final int leastBytes;

  EntryType(int code, int fieldBytes) {
    this.code = (byte) code;
    this.leastBytes = EntryFormat.HEADER_BYTES + fieldBytes;
  }

  byte code() {
    return code;
  }

  /// Header and fixed fields: where the key begins.
  int leastBytes() {
    return leastBytes;
  }

  static @Nullable EntryType of(byte code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }

  private static @Nullable EntryType[] byCode() {
    @Nullable EntryType[] types = new @Nullable EntryType[RESULT.code + 1];
    for (EntryType type : values()) {
      types[type.code] = type;
    }
    return types;
  }
}
