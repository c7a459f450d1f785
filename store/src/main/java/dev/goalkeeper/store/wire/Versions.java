package dev.goalkeeper.store.wire;

/// The versions of an object: they rise from 1 with each change, also across removal and
/// re-creation.
public final class Versions {
  /// In the place of a version: there is no such object.
  public static final long ABSENT = 0;

  /// The least version that an object can have.
  public static final long FIRST = 1;

  private Versions() {}

  static void requireVersion(long version) {
    Limits.require(version >= FIRST, "no version", version);
  }
}
