package dev.goalkeeper.store.log;

/// What a mutation did to its object. The code is part of the format: never change or reuse one.
public enum Effect {
  /// It has the version now.
  WRITTEN(1),
  /// It is gone, and had the version.
  REMOVED(2);

  private final byte code;

  Effect(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static boolean known(byte code) {
    return code == WRITTEN.code || code == REMOVED.code;
  }

  static Effect of(byte code) {
    return code == REMOVED.code ? REMOVED : WRITTEN;
  }
}
