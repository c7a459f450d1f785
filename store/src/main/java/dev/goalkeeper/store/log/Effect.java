package dev.goalkeeper.store.log;

/// What a mutation did to its object.
///
/// @param version that the object has now, or had when it was removed
/// @param number that the object is now, if it was added to; otherwise 0
public record Effect(Kind kind, long version, long number) {
  /// The code is part of the format: never change or reuse one.
  public enum Kind {
    /// It has the version now.
    WRITTEN(1),
    /// It is gone, and had the version.
    REMOVED(2),
    /// It has the version now, and is the number.
    ADDED(3);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    byte code() {
      return code;
    }

    static boolean known(byte code) {
      return code >= WRITTEN.code && code <= ADDED.code;
    }

    static Kind of(byte code) {
      return values()[code - 1];
    }
  }

  /// A write.
  public static Effect written(long version) {
    return new Effect(Kind.WRITTEN, version, 0);
  }

  /// A removal.
  public static Effect removed(long version) {
    return new Effect(Kind.REMOVED, version, 0);
  }

  /// An increment.
  public static Effect added(long version, long number) {
    return new Effect(Kind.ADDED, version, number);
  }
}
