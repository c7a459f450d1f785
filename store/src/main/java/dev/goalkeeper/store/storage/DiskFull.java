package dev.goalkeeper.store.storage;

/// There is no room for another file. Whoever wanted to grow reacts: it refuses, and loses nothing.
public final class DiskFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message which disk, and how much was wanted
  public DiskFull(String message) {
    super(message);
  }
}
