package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.Removed;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Written;

/// What a mutation did to its object. The code is part of the format: never change or reuse one.
enum Effect {
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

  /// The answer to a mutation that had this effect.
  Reply reply(long version) {
    return switch (this) {
      case WRITTEN -> new Written(version);
      case REMOVED -> new Removed(version);
    };
  }

  static Effect of(Reply reply) {
    return switch (reply) {
      case Written _ -> WRITTEN;
      case Removed _ -> REMOVED;
      case Reply other -> throw new IllegalArgumentException("no effect is answered with " + other);
    };
  }

  static long version(Reply reply) {
    return switch (reply) {
      case Written(long version) -> version;
      case Removed(long version) -> version;
      case Reply other -> throw new IllegalArgumentException("no version is in " + other);
    };
  }
}
