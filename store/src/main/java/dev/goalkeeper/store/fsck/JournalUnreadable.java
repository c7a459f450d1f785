package dev.goalkeeper.store.fsck;

/// A journal that proves nothing, since it cannot be read. A command prints the message and fails.
public final class JournalUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JournalUnreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
