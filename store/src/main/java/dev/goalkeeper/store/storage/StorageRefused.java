package dev.goalkeeper.store.storage;

/// A directory that cannot be used as it is: of another cluster or format, or in use. A person
/// reacts; nothing in the directory was touched.
public final class StorageRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message one line: which directory, what is wrong, what to do
  public StorageRefused(String message) {
    super(message);
  }

  StorageRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
